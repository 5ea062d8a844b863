import { createStore } from "../parts/store";

/** What a screen reader is told, politely; the number makes the same words twice two announcements. */
export const announcement = createStore({ words: "", count: 0 });

export function announce(words: string): void {
  announcement.set((before) => ({ words, count: before.count + 1 }));
}
