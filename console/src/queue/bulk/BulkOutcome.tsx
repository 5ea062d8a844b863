import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";

import { undoables } from "../../decisions/undoable";
import { useKeys } from "../../keys/useKeys";
import { Button, IconButton } from "../../parts/Button";
import { useStore } from "../../parts/store";
import { t } from "../../texts";
import { useOpen } from "../usePlace";
import "./bulk.css";
import { putAwayRun, type Refusal, type Run, run, takeBack } from "./run";

const TICK_MS = 250;
const LINGERS_MS = 1_500;

/** How the last thing done to many goes: progress, the time left to take it back, and what stayed as it was. */
export default function BulkOutcome() {
  const now = useStore(run);
  const queries = useQueryClient();
  const single = useStore(undoables)[0];
  const isNewest = now !== null && (!single || single.until - single.span < now.since);
  useKeys(now?.stage === "open" && isNewest ? { z: () => void takeBack(queries) } : {});
  if (!now) return null;
  const { stage, action, done, refused, notUndone, undone, total } = now;
  const tookBack = notUndone.length > 0 || undone > 0;
  return (
    <section className="bulk-outcome undo-entry" aria-label={t.bulk.outcome}>
      <span className="undo-words">
        {tookBack ? t.bulk.undone(undone) : t.bulk.done[action](done.length)}
      </span>
      {stage === "running" && (
        <>
          <span className="undo-state">{t.bulk.running(done.length + refused.length, total)}</span>
          <progress
            className="undo-left"
            max={total}
            value={done.length + refused.length}
            aria-label={t.bulk.progress}
          />
        </>
      )}
      {stage === "open" && <Undo now={now} onUndo={() => void takeBack(queries)} isNewest={isNewest} />}
      {stage === "undoing" && <span className="undo-state">{t.bulk.undoing}</span>}
      {stage === "over" && <Over quiet={refused.length + notUndone.length === 0} />}
      {refused.length > 0 && !tookBack && stage !== "running" && (
        <Refusals title={t.bulk.refused(refused.length)} refusals={refused} />
      )}
      {notUndone.length > 0 && <Refusals title={t.bulk.notUndone(notUndone.length)} refusals={notUndone} />}
    </section>
  );
}

interface UndoProps {
  now: Run;
  isNewest: boolean;
  onUndo: () => void;
}

function Undo({ now, isNewest, onUndo }: UndoProps) {
  const [left, setLeft] = useState(() => now.until - Date.now());
  useEffect(() => {
    const timer = window.setInterval(() => {
      const rest = now.until - Date.now();
      setLeft(rest);
      if (rest <= 0) run.set((current) => (current === now ? { ...now, stage: "over" } : current));
    }, TICK_MS);
    return () => window.clearInterval(timer);
  }, [now]);
  const span = now.until - now.since;
  return (
    <>
      <span className="undo-state">
        {now.action === "approve" ? t.undo.sends(Math.max(0, Math.ceil(left / 1000))) : ""}
      </span>
      <Button icon="undo" onPress={onUndo} {...(isNewest && { shortcut: "z" })}>
        {t.actions.undo}
      </Button>
      <progress
        className="undo-left"
        max={span || 1}
        value={Math.min(span, Math.max(0, left))}
        aria-label={t.undo.left}
      />
    </>
  );
}

/** What all went well needs no hand to be put away. */
function Over({ quiet }: { quiet: boolean }) {
  useEffect(() => {
    if (!quiet) return;
    const timer = window.setTimeout(putAwayRun, LINGERS_MS);
    return () => window.clearTimeout(timer);
  }, [quiet]);
  return <IconButton icon="dismiss" label={t.bulk.putAway} onPress={putAwayRun} />;
}

function Refusals({ title, refusals }: { title: string; refusals: readonly Refusal[] }) {
  const open = useOpen();
  return (
    <div className="bulk-refusals" role="alert">
      <p>{title}</p>
      <ul>
        {refusals.map(({ id, author, message }) => (
          <li key={id}>
            <button type="button" className="link" onClick={() => open(id, { focus: true })}>
              {author}
            </button>
            {`: ${message}`}
          </li>
        ))}
      </ul>
    </div>
  );
}
