import { createStore } from "../parts/store";

/** Comments decided a moment ago: they are gone from the queue before the desk has confirmed it. */
export const hidden = createStore<ReadonlySet<string>>(new Set<string>());

export function hide(comment: string): void {
  hidden.set((before) => new Set(before).add(comment));
}

export function unhide(comment: string): void {
  hidden.set((before) => new Set([...before].filter((id) => id !== comment)));
}
