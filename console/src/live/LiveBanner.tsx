import { useEffect, useRef, useState } from "react";

import { Icon } from "../parts/Icon";
import { useStore } from "../parts/store";
import { t } from "../texts";
import { announce } from "./announce";
import { liveStatus } from "./status";

const PATIENCE_MS = 1_500;

/** Tells that changes don't arrive just now; a hiccup of a second is not worth a word. */
export function LiveBanner() {
  const status = useStore(liveStatus);
  const broken = status === "reconnecting" || status === "offline";
  const [shown, setShown] = useState(false);
  const was = useRef(false);
  useEffect(() => {
    const timer = window.setTimeout(() => setShown(broken), broken ? PATIENCE_MS : 0);
    return () => window.clearTimeout(timer);
  }, [broken]);
  useEffect(() => {
    if (was.current && !shown) announce(t.live.back);
    was.current = shown;
  }, [shown]);
  if (!shown || !broken) return null;
  return (
    <div className="banner" role="status">
      <Icon name="offline" />
      <span>{t.live[status]}</span>
    </div>
  );
}
