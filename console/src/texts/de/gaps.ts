import type { gaps as english } from "../gaps";
import type { Widened } from "../widened";
import { plural } from "./plural";

/** Questions that no article answers, in German. */
export const gaps: Widened<typeof english> = {
  gaps: {
    title: "Fragen ohne Antwort",
    text: "Kommentare, zu denen kein Artikel gefunden wurde; was dasselbe fragt, steht beisammen. Ein Artikel beantwortet sie alle, auch die nächsten.",
    link: "Unbeantwortete Fragen",
    failed: "Die Fragen konnten nicht geladen werden",
    none: [
      "Zu jeder Frage gibt es einen Artikel",
      "Fragt ein Kommentar, was kein Artikel beantwortet, erscheint er binnen einer Minute hier.",
    ],
    noneDismissed: ["Nichts verworfen", "Hier stünden Fragen, die keinen Artikel brauchen."],
    show: "Anzeigen",
    open: "Zu beantworten",
    dismissed: "Verworfen",
    page: "Seite",
    everyPage: "Alle Seiten",
    asked: (count, when) => `In ${plural(count, "Kommentar", "Kommentaren")} gefragt, zuletzt ${when}`,
    examples: "Wie Kunden fragten",
    replies: "Was geantwortet wurde",
    write: "Artikel daraus schreiben",
    writeName: (question) => `Artikel daraus schreiben: „${question}“`,
    dismiss: "Braucht keinen Artikel",
    dismissName: (question) => `Braucht keinen Artikel: „${question}“`,
    restore: "Zurückholen",
    restoreName: (question) => `Zurückholen: „${question}“`,
    wasDismissed: (question) => `„${question}“ ist verworfen.`,
    wasRestored: (question) => `„${question}“ ist wieder da.`,
    dismissedBy: (name, when) => `Verworfen von ${name}, ${when}`,
    back: "Artikel",
    aside: "Was gefragt wurde",
    kept: "Sie schrieben gerade einen anderen neuen Artikel, und er ist noch da. Speichern oder verwerfen Sie ihn, dann beginnen Sie mit dieser Frage neu.",
    closed: "Zu dieser Frage gibt es inzwischen einen Artikel.",
    see: "Kommentar ansehen",
    by: (author, when) => `${author}, ${when}`,
  },
};
