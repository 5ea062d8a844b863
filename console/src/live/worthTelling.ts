import type { Note, QueueItem } from "../queue/contract";

/** What a desktop notification says, and the comment it leads to. */
export interface Told {
  comment: string;
  title: string;
  text: string;
}

/** Tells each escalation once, and none of those that were there before anybody listened. */
export function createEscalations(): (waiting: readonly QueueItem[]) => QueueItem[] {
  let known: Set<string> | null = null;
  return (waiting) => {
    const before = known;
    known = new Set([...(before ?? []), ...waiting.map((item) => item.id)]);
    return before ? waiting.filter((item) => !before.has(item.id)) : [];
  };
}

/** The newest note, where somebody else mentions this person in it. */
export function mentionIn(notes: readonly Note[], me: { id: string; name: string }): Note | null {
  const newest = notes.at(-1);
  if (!newest || newest.author === me.name) return null;
  return newest.mentions.some((person) => person.id === me.id) ? newest : null;
}
