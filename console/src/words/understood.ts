import type { Intent, Understanding } from "../api/types";
import { LOCALE } from "../app/language";
import { t } from "../texts";
import { inPercent } from "./dates";

const VERY_SURE = 0.9;
const FAIRLY_SURE = 0.75;
const LEANING = 0.55;

export function surenessOf(understanding: Pick<Understanding, "confidence" | "unsure">): string {
  const { confidence, unsure } = understanding;
  if (unsure || confidence < LEANING) return t.sureness.unsure;
  if (confidence >= VERY_SURE) return t.sureness.sure;
  return confidence >= FAIRLY_SURE ? t.sureness.fairly : t.sureness.leaning;
}

export function severityWords(severity: number): string {
  const words: Readonly<Record<number, string>> = t.severity;
  return words[severity] ?? "";
}

/** "Complaint, fairly sure (86%), severity 2: disapproval". */
export function inWords(understanding: Understanding): string {
  const { intent, confidence, severity, language } = understanding;
  const parts = [`${t.intents[intent]}, ${surenessOf(understanding)} (${inPercent(confidence)})`];
  if (severity > 0) parts.push(t.understood.severity(severity, severityWords(severity)));
  if (language !== "en" && language !== "und") parts.push(t.understood.language(languageName(language)));
  return parts.join(", ");
}

/** "Details: order 55210, £45, yesterday": what the comment names, each once; empty where it names nothing. */
export function namedIn(details: Understanding["details"] = []): string {
  const said = details.map(({ kind, text }) => (kind === "order" ? t.understood.order(text) : text));
  return said.length > 0 ? t.understood.names([...new Set(said)].join(", ")) : "";
}

/** "Complaint · 3" as a row of the queue says it. */
export function intentInRow(intent: Intent, severity: number): string {
  return intent === "complaint" && severity > 0 ? `${t.intents[intent]} · ${severity}` : t.intents[intent];
}

const languages = new Intl.DisplayNames(LOCALE, { type: "language" });

export function languageName(code: string): string {
  try {
    return languages.of(code) ?? code;
  } catch {
    return code; // not the form of a language code
  }
}
