import type { Sentence } from "../queries";
import { words } from "../words";

type Filled = (count: (name: string) => number, name: (name: string) => string) => string;

/** The sentence in the reader's language; null where only the desk has words for it. */
export function translated(sentence: Sentence): string | null {
  const { sentences, kinds } = words.report;
  const known: Readonly<Record<string, Filled>> = sentences;
  const named = (name: string): string => {
    const value = sentence.names[name] ?? "";
    return name === "intent" ? ((kinds as Readonly<Record<string, string>>)[value] ?? value) : value;
  };
  return known[sentence.code]?.((name) => sentence.counts[name] ?? 0, named) ?? null;
}
