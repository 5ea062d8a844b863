import type { Texts } from "../types";
import { english } from "./en";

/** The launcher's name is needed at once, in the page's language; everything else comes when the chat is opened. */
const LAUNCHER: Record<string, string> = {
  en: english.open,
  de: "Chat öffnen",
  fr: "Ouvrir le chat",
  es: "Abrir el chat",
  it: "Apri la chat",
  nl: "Chat openen",
  ar: "فتح المحادثة",
};

/** The first of the wished languages that there are texts in; English otherwise. */
export function chooseLanguage(...wished: (string | null | undefined)[]): string {
  for (const tag of wished) {
    const language = (tag ?? "").toLowerCase().split("-")[0] ?? "";
    if (Object.hasOwn(LAUNCHER, language)) return language;
  }
  return "en";
}

/** What is known without asking anybody. */
export function firstTexts(language: string): Texts {
  return { ...english, open: LAUNCHER[language] ?? english.open };
}

/** The catalogue of a language; what it lacks stays English. */
export async function loadTexts(language: string, desk: string): Promise<Texts> {
  if (language === "en") return english;
  const answer = await fetch(`${desk}/widget/v1/texts/${language}.json`, { credentials: "omit" });
  return answer.ok ? { ...english, ...((await answer.json()) as Partial<Texts>) } : english;
}

/** A text with its gaps filled. */
export function fill(text: string, ...words: string[]): string {
  return text.replace(/\{(\d)\}/g, (gap, number: string) => words[+number] ?? gap);
}
