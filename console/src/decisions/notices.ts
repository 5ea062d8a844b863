import { createStore } from "../parts/store";

/** Something a person has to know about a decision of theirs; it stays until they put it away. */
export interface Notice {
  id: number;
  title: string;
  text: string;
  /** The comment it is about, to go to. */
  comment: string | null;
  again: (() => void) | null;
}

let count = 0;
export const notices = createStore<readonly Notice[]>([]);

export function notify(notice: Omit<Notice, "id">): void {
  count += 1;
  const added = { ...notice, id: count };
  notices.set((before) => [
    ...before.filter((other) => !other.comment || other.comment !== notice.comment),
    added,
  ]);
}

export function putAway(id: number): void {
  notices.set((before) => before.filter((notice) => notice.id !== id));
}

/** A notice about a comment is settled when its next decision went through. */
export function settle(comment: string): void {
  notices.set((before) => before.filter((notice) => notice.comment !== comment));
}
