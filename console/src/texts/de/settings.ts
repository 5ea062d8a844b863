import type { settings as english } from "../settings";
import type { Widened } from "../widened";

/** What the settings say, in German. Example drafts stay English, as drafts are. */
export const settings: Widened<typeof english> = {
  title: "Einstellungen",
  sections: "Einstellungen",
  pages: "Seiten",
  desk: "Für alle Seiten",
  onlyAdmin: "Sie können diese Einstellungen lesen; Admins können sie ändern.",
  saved: "Gespeichert. Der nächste Entwurf richtet sich danach.",
  save: "Speichern",
  discard: "Änderungen verwerfen",
  unsaved: "Nicht gespeicherte Änderungen",
  none: ["Noch keine Seite", "Legen Sie Ihre erste Seite unter „Erste Schritte“ an."],
  page: {
    general: "Seite",
    name: "Name",
    undo: "Zeit zum Zurücknehmen, in Sekunden",
    undoHint:
      "Wie lange eine freigegebene Antwort zurückgeholt werden kann, bevor sie hinausgeht, von 0 bis 3.600.",
    undoWrong: "Geben Sie eine Zahl von 0 bis 3.600 an.",
  },
  voice: {
    title: "Stimme",
    text: "Wie Entwürfe formuliert sind. Ihre Artikel werden so zitiert, wie Sie sie geschrieben haben.",
    sign: "Antworten unterschreiben mit",
    signHint: "Ein Team- oder Vorname; leer für keine Unterschrift.",
    formality: "Ton",
    formalities: {
      casual: ["Locker", "Hi Ada! Thanks for asking."],
      neutral: ["Neutral", "Hello Ada, thanks for asking."],
      formal: ["Förmlich", "Hello Ada, thank you for your question."],
    },
    variant: "Englisch",
    variants: { "en-GB": "Britisch", "en-US": "Amerikanisch" },
    emoji: "Ein Emoji, wo es passt",
    emojiHint: "Höchstens eines, bei Dank und Antworten, nie bei einer Beschwerde.",
    avoid: "Wörter, die zu vermeiden sind",
    avoidHint:
      "Eines je Zeile. Entwürfe kommen ohne sie aus, in getippten Antworten wird auf sie hingewiesen.",
    prefer: "Wörter, die stattdessen gelten",
    preferHint: "Eines je Zeile, zum Beispiel: customer service = care team",
    preferWrong: (line) => `„${line}“ braucht ein Gleichheitszeichen zwischen den beiden Wörtern.`,
    contacts: "An wen man sich wenden kann",
    contactsHint:
      "Steht im Zwischenbescheid, wenn ein Kommentar sofort einen Menschen braucht. Leer heißt: niemanden nennen.",
  },
};
