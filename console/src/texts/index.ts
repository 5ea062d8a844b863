import { en } from "./en";

/** The interface's words in the reader's language; English is the only one yet. */
export const t = en;
