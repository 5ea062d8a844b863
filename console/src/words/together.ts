import type { Conversation } from "../api/types";

/**
 * How far two people are with the text, and to whom it goes, as they stand: `mine`: the reader approved it and somebody else has to;
 * `second`: the reader would be the second; `anew`: another text or other readers, which begins anew.
 */
export type Together = "mine" | "second" | "anew";

export function togetherOf(
  { first_approval: first }: Conversation,
  text: string,
  privately: boolean,
): Together | null {
  if (!first) return null;
  if (first.text.trim() !== text.trim() || first.private !== privately) return "anew";
  return first.mine ? "mine" : "second";
}
