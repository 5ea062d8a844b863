import { createStore } from "../parts/store";

/** The comment at which somebody came, went or began to edit just now; the number makes each one new. */
export const presenceChange = createStore({ comment: "", count: 0 });

export function notePresence(comment: string): void {
  presenceChange.set((before) => ({ comment, count: before.count + 1 }));
}
