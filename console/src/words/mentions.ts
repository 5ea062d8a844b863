import type { Person } from "../api/together";

/** The mention that is being typed before the caret: where its @ stands and what follows it. */
export interface Mention {
  start: number;
  query: string;
}

const MOST = 8;
const LONGEST = 40;

export function mentionAt(text: string, caret: number): Mention | null {
  const before = text.slice(0, caret);
  const start = before.lastIndexOf("@");
  if (start < 0 || (start > 0 && /[\p{L}\p{N}]/u.test(before[start - 1] ?? ""))) return null;
  const query = before.slice(start + 1);
  return query.length > LONGEST || /[\n@]/.test(query) ? null : { start, query };
}

/** Whose name, or a part of it, begins with what was typed. */
export function suggested(query: string, people: readonly Person[]): Person[] {
  const wanted = query.toLocaleLowerCase();
  return people
    .filter((person) => {
      const name = person.name.toLocaleLowerCase();
      return name.startsWith(wanted) || name.split(/\s+/).some((part) => part.startsWith(wanted));
    })
    .slice(0, MOST);
}

/** The text with the mention completed, and where the caret goes. */
export function completed(text: string, caret: number, mention: Mention, name: string): [string, number] {
  const head = `${text.slice(0, mention.start)}@${name} `;
  return [head + text.slice(caret).replace(/^ /, ""), head.length];
}

/**
 * Whom the text mentions, by their full name after an @. Of several people with one name the one that was picked,
 * else none: nobody is told by mistake.
 */
export function mentioned(
  text: string,
  people: readonly Person[],
  picked: ReadonlyMap<string, string>,
): string[] {
  const names = [...new Set(people.map((person) => person.name))].sort((a, b) => b.length - a.length);
  const found: string[] = [];
  for (let at = text.indexOf("@"); at >= 0; at = text.indexOf("@", at + 1)) {
    const rest = text.slice(at + 1);
    const name = names.find((one) => rest.startsWith(one) && !/^[\p{L}\p{N}]/u.test(rest.slice(one.length)));
    if (name === undefined) continue;
    const alike = people.filter((person) => person.name === name);
    const id = alike.length === 1 ? alike[0]?.id : picked.get(name);
    if (id !== undefined && !found.includes(id)) found.push(id);
  }
  return found;
}
