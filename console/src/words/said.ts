import { sentences } from "../texts";
import { DESK_LANG } from "./tongue";

/** A piece of what the desk says: its English, and what it comes down to. */
export interface Phrase {
  text: string;
  code?: string | null;
  values?: Record<string, string | Phrase[]>;
}

export interface Told {
  words: string;
  /** What the words are written in, where that may not be the interface's language. */
  lang: string | undefined;
}

type Speaking = { said?: Record<string, Phrase[]> };

/** What an answer of the desk says in one of its fields, in the interface's language as far as that is known. */
export function told(answer: Speaking & object, field: string, english: string): Told {
  const phrases = answer.said?.[field];
  if (!phrases?.some(isKnown)) return { words: english, lang: DESK_LANG };
  const words = phrases.map(inWords).join("");
  const isCapital = /^\p{Lu}/u.test(english);
  return { words: isCapital ? words.charAt(0).toUpperCase() + words.slice(1) : words, lang: undefined };
}

/** The same without the language, for where no element can carry it. */
export const toldWords = (answer: Speaking & object, field: string, english: string): string =>
  told(answer, field, english).words;

const isKnown = (phrase: Phrase): boolean => Boolean(phrase.code && sentences[phrase.code]);

function inWords(phrase: Phrase): string {
  const sentence = phrase.code ? sentences[phrase.code] : undefined;
  if (sentence === undefined) return phrase.text;
  const words = sentence.replace(/\{(\w+)\}/g, (gap, name: string) => {
    const value = phrase.values?.[name];
    if (value === undefined) return gap;
    return typeof value === "string" ? numbersIn(value) : value.map(inWords).join("");
  });
  return phrase.text.endsWith(".") ? words : words.replace(/\.$/, "");
}

/** The desk writes 12,000 and 0.5 as in English. */
const numbersIn = (value: string): string =>
  /^[+-]?\d{1,3}(?:,\d{3})+$|^[+-]?\d+\.\d+$/.test(value)
    ? value.replace(/[.,]/g, (mark) => (mark === "," ? "." : ","))
    : value;
