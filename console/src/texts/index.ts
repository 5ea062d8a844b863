import { language } from "../app/language";
import { en } from "./en";
import type { Widened } from "./widened";

export type Texts = Widened<typeof en>;

/**
 * The interface's words in the reader's language. Whoever imports them waits until they are here, so they may be read
 * while a module loads. German is loaded only by whom it is for; its modules import nothing from outside their folder,
 * as that would wait for this one.
 */
export const t: Texts = language === "de" ? await german() : en;

async function german(): Promise<Texts> {
  try {
    return (await import("./de")).de;
  } catch {
    document.documentElement.lang = "en-GB";
    return en; // The connection broke: better English words than none.
  }
}
