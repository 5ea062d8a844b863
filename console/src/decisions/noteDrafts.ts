import { createStore } from "../parts/store";

const KEY = "sharewell.notes";

/** Notes that were begun and not added yet, by comment; kept as what is typed in replies is. */
export const noteDrafts = createStore<Readonly<Record<string, string>>>(stored());

export function keepNote(comment: string, text: string): void {
  const others = Object.entries(noteDrafts.get()).filter(([id]) => id !== comment);
  const entries = Object.fromEntries(text === "" ? others : [...others, [comment, text]]) as Record<
    string,
    string
  >;
  noteDrafts.set(entries);
  try {
    sessionStorage.setItem(KEY, JSON.stringify(entries));
  } catch {
    // Full or switched off: it is still in memory.
  }
}

function stored(): Record<string, string> {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? "{}") as Record<string, string>;
  } catch {
    return {};
  }
}
