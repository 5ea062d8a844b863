import { Link, useSearchParams } from "react-router";

import type { View } from "../api/types";
import { useMe } from "../session/me";
import { t } from "../texts";
import { inDigits } from "../words/dates";
import { useFilters } from "./usePlace";

const VIEWS: readonly View[] = ["waiting", "sending", "problems", "done"];

/** The parts of the queue, with counts where something waits for a person. */
export function Views() {
  const me = useMe();
  const { view: shown } = useFilters();
  const [search] = useSearchParams();
  const counts: Partial<Record<View, number>> = me.counts;
  return (
    <nav className="views" aria-label={t.queue.viewsLabel}>
      {VIEWS.map((view) => {
        const next = new URLSearchParams(search);
        if (view === "waiting") next.delete("view");
        else next.set("view", view);
        const count = counts[view] ?? 0;
        return (
          <Link
            key={view}
            to={{ pathname: "/", search: next.toString() }}
            aria-current={view === shown ? "page" : undefined}
          >
            {view === "problems" ? t.queue.problemsShort : t.queue.views[view]}{" "}
            {count > 0 && (
              <span className={view === "problems" ? "count count-bad" : "count"}>{inDigits(count)}</span>
            )}
          </Link>
        );
      })}
    </nav>
  );
}
