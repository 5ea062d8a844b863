import { createStore } from "../parts/store";

/** What a person typed for a comment, and the draft they began from. */
export interface Typed {
  text: string;
  draftId: string | null;
}

const KEY = "sharewell.typed";

/** Kept in memory and in the session's storage until the reply was sent: a reload or a conflict loses nothing. */
export const typed = createStore<Readonly<Record<string, Typed>>>(stored());

export function keepTyped(comment: string, entry: Typed): void {
  save({ ...typed.get(), [comment]: entry });
}

export function forgetTyped(comment: string): void {
  if (!(comment in typed.get())) return;
  save(Object.fromEntries(Object.entries(typed.get()).filter(([id]) => id !== comment)));
}

/** What was typed went out: it needn't be kept. What a colleague's reply was sent instead of, stays. */
export function forgetSent(comment: string, reply: string | null): void {
  if (typed.get()[comment]?.text.trim() === reply?.trim()) forgetTyped(comment);
}

function save(entries: Record<string, Typed>): void {
  typed.set(entries);
  try {
    sessionStorage.setItem(KEY, JSON.stringify(entries));
  } catch {
    // Full or switched off: it is still in memory.
  }
}

function stored(): Record<string, Typed> {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? "{}") as Record<string, Typed>;
  } catch {
    return {};
  }
}
