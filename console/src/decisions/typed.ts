import { createKept } from "../parts/kept";

/** What a person typed for a comment, and the draft they began from. */
export interface Typed {
  text: string;
  draftId: string | null;
}

/** Kept until the reply was sent: a reload or a conflict loses nothing. */
const kept = createKept<Typed>("sharewell.typed");
export const typed = kept.store;
export const keepTyped = kept.keep;
export const forgetTyped = kept.forget;

/** What was typed went out: it needn't be kept. What a colleague's reply was sent instead of, stays. */
export function forgetSent(comment: string, reply: string | null): void {
  if (typed.get()[comment]?.text.trim() === reply?.trim()) forgetTyped(comment);
}
