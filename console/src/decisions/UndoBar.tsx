import { useEffect, useState } from "react";

import { useKeys } from "../keys/useKeys";
import { Button } from "../parts/Button";
import { useStore } from "../parts/store";
import { t } from "../texts";
import { dropUndo, type Undoable, undoables } from "./undoable";
import { useDecide } from "./useDecide";

const TICK_MS = 200;
const LINGERS_MS = 1_200;

/** The decisions of the last seconds with the time that is left to take each back. */
export function UndoBar() {
  const entries = useStore(undoables);
  const { undo } = useDecide();
  const takeBack = (entry: Undoable | undefined): void => {
    if (entry && entry.stage !== "undoing") undo(entry.comment, entry.version);
  };
  const latest = entries[0];
  // Without an entry here, Z belongs to the conversation that is open.
  useKeys(latest ? { z: () => takeBack(latest) } : {});
  if (entries.length === 0) return null;
  return (
    <section className="undo-bar" aria-label={t.undo.label}>
      {entries.map((entry, index) => (
        <UndoEntry key={entry.comment} entry={entry} first={index === 0} onUndo={() => takeBack(entry)} />
      ))}
    </section>
  );
}

const WORDS = { approved: t.undo.approved, first: t.approval.bar, dismissed: t.undo.dismissed } as const;

function UndoEntry({ entry, first, onUndo }: { entry: Undoable; first: boolean; onUndo: () => void }) {
  const { comment, author, what, stage, until, span } = entry;
  const left = useTimeLeft(until);
  const over = left <= 0;
  useEffect(() => {
    if (!over || stage !== "open") return;
    const timer = window.setTimeout(() => dropUndo(comment), what === "approved" ? LINGERS_MS : 0);
    return () => window.clearTimeout(timer);
  }, [comment, over, stage, what]);
  return (
    <div className="undo-entry">
      <span className="undo-words">{WORDS[what](author)}</span>
      <span className="undo-state">{stateWords(entry, left)}</span>
      {!(over && stage === "open") && (
        <Button
          icon="undo"
          isDisabled={stage === "undoing"}
          onPress={onUndo}
          {...(first && { shortcut: "z" })}
        >
          {t.actions.undo}
        </Button>
      )}
      <progress className="undo-left" max={span || 1} value={Math.max(0, left)} aria-label={t.undo.left} />
    </div>
  );
}

function stateWords({ stage, what }: Undoable, left: number): string {
  if (stage === "undoing") return t.undo.undoing;
  if (what === "dismissed") return "";
  if (what === "first") return t.approval.waits;
  if (left > 0) return t.undo.sends(Math.ceil(left / 1000));
  return stage === "deciding" ? t.undo.confirming : t.undo.sending;
}

function useTimeLeft(until: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = window.setInterval(() => setNow(Date.now()), TICK_MS);
    return () => window.clearInterval(timer);
  }, []);
  return until - now;
}
