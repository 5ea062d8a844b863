import { language } from "../app/language";
import { learning } from "../texts/learning";
import type { Widened } from "../texts/widened";

type Words = Widened<typeof learning>;

/** The page's words in the reader's language; they come with the page. */
export const words: Words = language === "de" ? await german() : learning;

async function german(): Promise<Words> {
  try {
    return (await import("../texts/de/learning")).learning;
  } catch {
    return learning; // The connection broke: better English words than none.
  }
}
