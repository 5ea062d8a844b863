import { useEffect, useState } from "react";
import { useNavigate } from "react-router";

import { Button } from "../../parts/Button";
import { Dialog } from "../../parts/Dialog";
import { t } from "../../texts";

/**
 * Asks before a link leads away from changes that aren't saved, and lets the browser ask before the tab closes.
 * The browser's own back button is not held up: the changes are kept and offered again.
 */
export function LeaveGuard({ active, onDiscard }: { active: boolean; onDiscard: () => void }) {
  const [wanted, setWanted] = useState<string | null>(null);
  const navigate = useNavigate();
  useEffect(() => {
    if (!active) return;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    const follow = (event: MouseEvent): void => {
      if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
      if (!(link instanceof HTMLAnchorElement) || link.target === "_blank") return;
      const to = new URL(link.href);
      if (to.origin !== window.location.origin || to.pathname === window.location.pathname) return;
      event.preventDefault();
      event.stopPropagation();
      setWanted(`${to.pathname}${to.search}${to.hash}`);
    };
    window.addEventListener("beforeunload", ask);
    document.addEventListener("click", follow, true);
    return () => {
      window.removeEventListener("beforeunload", ask);
      document.removeEventListener("click", follow, true);
    };
  }, [active]);
  return (
    <Dialog title={t.editArticle.leave.title} isOpen={wanted !== null} onClose={() => setWanted(null)}>
      <div className="dialog-body form">
        <p>{t.editArticle.leave.text}</p>
        <div className="dialog-foot">
          <Button
            onPress={() => {
              onDiscard();
              setWanted(null);
              if (wanted !== null) void navigate(wanted);
            }}
          >
            {t.editArticle.leave.discard}
          </Button>
          <Button look="main" onPress={() => setWanted(null)}>
            {t.editArticle.leave.stay}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
