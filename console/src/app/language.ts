export type Language = "en" | "de";
/** As the reader chose it: a language, or whatever the browser asks for. */
export type LanguageChoice = "browser" | Language;

const KEY = "sharewell.language";

/** How dates, numbers and lists are written in each. */
const LOCALES: Readonly<Record<Language, string>> = { en: "en-GB", de: "de-DE" };

/** The reader's choice, kept in this browser. */
export const languageChoice: LanguageChoice = stored();
/** The interface's language until the page is loaded again: the choice, else the browser's first that is here, else English. */
export const language: Language = languageFor(languageChoice, browserLanguages());
export const LOCALE = LOCALES[language];

document.documentElement.lang = LOCALE;

/** Loads the page again, as its words are read once; what is typed stands in sessionStorage, which survives that. */
export function chooseLanguage(chosen: LanguageChoice, reload = () => window.location.reload()): void {
  try {
    localStorage.setItem(KEY, chosen);
  } catch {
    return; // Nothing would remember it after the reload.
  }
  if (chosen !== languageChoice) reload();
}

export function languageFor(chosen: LanguageChoice, wanted: readonly string[]): Language {
  if (chosen !== "browser") return chosen;
  const known = wanted.map((tag) => tag.toLowerCase().split("-")[0]);
  return known.find((name) => name === "en" || name === "de") ?? "en";
}

function stored(): LanguageChoice {
  try {
    const kept = localStorage.getItem(KEY);
    return kept === "en" || kept === "de" ? kept : "browser";
  } catch {
    return "browser";
  }
}

function browserLanguages(): readonly string[] {
  return navigator.languages;
}
