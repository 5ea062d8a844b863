import type { components } from "../api/schema";

export type SavedReply = components["schemas"]["SavedReply"];

const TOKEN = /(?:^|[\s(])(;([a-z0-9-]*))$/i;
const VARIABLE = /\{\{[^{}\n]{0,80}\}\}/g;

/** The “;shortcut” that ends at the caret, as it is being typed; null where there is none. */
export function tokenAt(text: string, caret: number): { start: number; query: string } | null {
  const found = TOKEN.exec(text.slice(0, caret));
  if (!found) return null;
  const [, token = "", query = ""] = found;
  return { start: caret - token.length, query: query.toLowerCase() };
}

/** Those whose shortcut begins so, then those whose title has it; a page's own hides a shared one of its shortcut. */
export function matching(replies: readonly SavedReply[], query: string): SavedReply[] {
  const own = new Map<string, SavedReply>();
  for (const reply of replies) {
    if (reply.page_id !== null || !own.has(reply.shortcut)) own.set(reply.shortcut, reply);
  }
  const all = [...own.values()];
  const begins = all.filter((reply) => reply.shortcut.startsWith(query));
  const named = all.filter((reply) => !begins.includes(reply) && reply.title.toLowerCase().includes(query));
  return [...begins, ...named];
}

/** The text with what is known put in; what isn't stays to be seen. */
export function fill(text: string, known: Readonly<Record<string, string | null>>): string {
  return text.replace(VARIABLE, (variable) => known[variable.slice(2, -2).trim()] ?? variable);
}

/** The variables that still stand in a text, each once. */
export function unfilled(text: string): string[] {
  return [...new Set(text.match(VARIABLE) ?? [])];
}

/** Where the first of them is, to be typed over. */
export function firstUnfilled(text: string): { start: number; end: number } | null {
  const [first] = unfilled(text);
  if (first === undefined) return null;
  const start = text.indexOf(first);
  return { start, end: start + first.length };
}
