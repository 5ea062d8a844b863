import type { Voice } from "../api/types";

/** One entry a line, without empty lines. */
export function linesOf(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

/** “this = that”, one a line; a line without both sides is `wrong`. */
export function preferencesOf(text: string): { pairs: Voice["prefer"]; wrong: string | null } {
  const pairs: Voice["prefer"] = [];
  for (const line of linesOf(text)) {
    const at = line.indexOf("=");
    const [instead_of, say] = [line.slice(0, at).trim(), line.slice(at + 1).trim()];
    if (at < 0 || instead_of === "" || say === "") return { pairs, wrong: line };
    pairs.push({ instead_of, say });
  }
  return { pairs, wrong: null };
}

export function asLines(pairs: Voice["prefer"]): string {
  return pairs.map(({ instead_of, say }) => `${instead_of} = ${say}`).join("\n");
}

/** A number of days as typed: null for none, undefined for what is no number from 1 to 3,650. */
export function daysOf(typed: string): number | null | undefined {
  if (typed.trim() === "") return null;
  const days = Number(typed);
  return Number.isInteger(days) && days >= 1 && days <= 3650 ? days : undefined;
}
