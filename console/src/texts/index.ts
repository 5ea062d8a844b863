import { language } from "../app/language";
import { en } from "./en";
import type { Widened } from "./widened";

export type Texts = Widened<typeof en>;

interface Catalogue {
  t: Texts;
  sentences: Readonly<Record<string, string>>;
}

/**
 * The interface's words in the reader's language. Whoever imports them waits until they are here, so they may be read
 * while a module loads. German is loaded only by whom it is for; its modules import nothing from outside their folder,
 * as that would wait for this one.
 */
const catalogue: Catalogue = language === "de" ? await german() : { t: en, sentences: {} };

export const t: Texts = catalogue.t;

/** What the desk itself says, by its codes: its English is its own, so only other languages have them. */
export const sentences: Readonly<Record<string, string>> = catalogue.sentences;

async function german(): Promise<Catalogue> {
  try {
    const [{ de }, { said }] = await Promise.all([import("./de"), import("./de/said")]);
    return { t: de, sentences: said };
  } catch {
    document.documentElement.lang = "en-GB";
    return { t: en, sentences: {} }; // The connection broke: better English words than none.
  }
}
