import type { saved as english } from "../saved";
import type { Widened } from "../widened";
import { plural } from "./plural";

/** Saved replies, in German. */
export const saved: Widened<typeof english> = {
  saved: {
    title: "Textbausteine",
    text: "Texte für das, was immer wieder kommt. Tippen Sie beim Antworten ; und das Kürzel, um einen einzufügen.",
    failed: "Die Textbausteine konnten nicht geladen werden",
    none: [
      "Noch kein Textbaustein",
      "Speichern Sie einen Text, den Sie oft senden; Platzhalter setzen ein, wer fragt und wer antwortet.",
    ],
    add: "Hinzufügen",
    addTitle: "Neuer Textbaustein",
    edit: "Ändern",
    change: (title) => `„${title}“ ändern`,
    remove: "Entfernen",
    removeName: (title) => `„${title}“ entfernen`,
    removed: (title) => `„${title}“ ist entfernt.`,
    name: "Titel",
    body: "Text",
    bodyHint:
      "Aus {{author}} wird, wer den Kommentar schrieb, aus {{page}} der Name der Seite, aus {{agent}} Ihr Name. {{link}} füllen Sie jedes Mal selbst.",
    shortcut: "Kürzel",
    shortcutHint: "Kleinbuchstaben, Ziffern und Bindestriche, zum Beispiel: hours",
    page: "Für",
    everyPage: "Alle Seiten",
    save: "Speichern",
    cancel: "Abbrechen",
    stored: "Gespeichert.",
    insert: "Textbausteine",
    list: "Textbausteine zum Einfügen",
    found: (count, first) =>
      `${plural(count, "Textbaustein", "Textbausteine")}, zuerst ${first}. Pfeiltasten wählen, Eingabe fügt ein.`,
    nothing: "Kein Textbaustein hat dieses Kürzel.",
    empty: "Es gibt noch keinen Textbaustein. Angelegt werden sie unter Einstellungen → Textbausteine.",
    inserted: (title) => `„${title}“ steht in der Antwort.`,
    unfilledTitle: "Da ist noch etwas auszufüllen",
    unfilled: (names) =>
      `In der Antwort steht noch ${names.join(", ")}. Setzen Sie ein, was dorthin gehört, oder streichen Sie es.`,
  },
};
