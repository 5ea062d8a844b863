import type { approval as english } from "../approval";
import type { Widened } from "../widened";

/** What is said where people decide together, in German. */
export const approval: Widened<typeof english> = {
  second: "Als zweite Person freigeben",
  yours: "Sie haben freigegeben; eine zweite Person muss zustimmen.",
  theirs: (name) => `${name} hat freigegeben; eine zweite Person muss zustimmen.`,
  changed: "Mit einem anderen Text beginnt es von vorn: Dann muss jemand anderes Ihren freigeben.",
  takeBack: "Zurücknehmen",
  useTheirs: "Den freigegebenen Text nehmen",
  said: (author) => `Antwort an ${author} freigegeben. Vor dem Senden muss eine zweite Person sie freigeben.`,
  bar: (author) => `Als erste Person freigegeben: ${author}`,
  waits: "Wartet auf eine zweite Person",
  propose: "Zur Freigabe speichern",
  proposed: "Gespeichert: Wer freigibt, findet Ihren Text neben dem Entwurf.",
  proposedBy: (name) => `Von ${name}`,
  proposedBefore: (name) => `Von ${name}, vor der Änderung des Kommentars`,
  history: {
    first_approved: (actor) => `${actor}: Antwort als erste von zwei Personen freigegeben`,
    first_undone: (actor) => `${actor}: erste Freigabe zurückgenommen`,
    proposed: (actor) => `${actor}: Antwort vorgeschlagen`,
    proposal_taken_back: (actor) => `${actor}: Vorschlag zurückgenommen`,
  },
  settings: {
    title: "Zweite Freigabe",
    text: "Wo zwei Personen eine Antwort freigeben müssen, bevor sie gesendet wird.",
    all: "Jede Antwort",
    byIntent: "Antworten auf",
    intents: {
      question: "Fragen",
      complaint: "Beschwerden",
      praise: "Lob",
      other: "Kommentare, auf die nichts zu antworten ist",
    },
    bySeverity: "Antworten auf Beschwerden ab Schweregrad",
    noSeverity: "Bei keinem Schweregrad",
    severity: (level, words) => `${level}: ${words}`,
    byStaff: "Antworten neuer Teammitglieder, für Tage",
    byStaffHint: "Gezählt ab dem Anlegen des Kontos. Leer: Neue Teammitglieder brauchen niemand weiteren.",
    daysWrong: "Geben Sie eine Zahl von 1 bis 3.650 an oder lassen Sie das Feld leer.",
    unread: "Ein Kommentar, den der Bot nicht gelesen hat, zählt, als träfe eine Regel zu.",
  },
};
