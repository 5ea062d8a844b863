import { createStore } from "../parts/store";

/** A decision just made, while it can still be taken back from the bar. */
export interface Undoable {
  comment: string;
  author: string;
  what: "approved" | "first" | "dismissed";
  /** `deciding`: the desk has not confirmed yet; `undoing`: on its way back. */
  stage: "deciding" | "open" | "undoing";
  version: number | null;
  /** When it leaves the bar, by this machine's clock (ms), and how long it stands there in all. */
  until: number;
  span: number;
}

const MOST = 2;

/** Newest first. */
export const undoables = createStore<readonly Undoable[]>([]);

/** How many replies were approved and confirmed since the page was loaded. */
export const approvals = createStore(0);

export function offerUndo(entry: Undoable): void {
  undoables.set((before) =>
    [entry, ...before.filter((other) => other.comment !== entry.comment)].slice(0, MOST),
  );
}

export function changeUndo(comment: string, change: Partial<Undoable>): void {
  undoables.set((before) =>
    before.map((entry) => (entry.comment === comment ? { ...entry, ...change } : entry)),
  );
}

export function dropUndo(comment: string): void {
  undoables.set((before) => before.filter((entry) => entry.comment !== comment));
}
