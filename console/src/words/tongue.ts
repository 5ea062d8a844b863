import type { Understanding } from "../api/types";

/** What articles are written in, and the replies that the bot remembers. */
export const ARTICLE_LANG = "en";

/** What the desk itself says: why a comment stands where it does, what the tone check points at. */
export const DESK_LANG = "en";

/** The language tag of a comment, which need not be the interface's; English unless the bot saw another. */
export function tongue(language?: string | null): string {
  return language && language !== "und" ? language : "en";
}

/** The same for all that is written in a conversation. */
export function tongueOf(understanding: Pick<Understanding, "language"> | null | undefined): string {
  return tongue(understanding?.language);
}
