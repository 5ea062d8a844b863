import type { imported as english } from "../imported";
import type { Widened } from "../widened";

/** What other systems handled before Sharewell, in German. */
export const imported: Widened<typeof english> = {
  imported: {
    title: "Vor Sharewell",
    note: "Aus anderen Systemen importiert, für alle Tage. Nichts davon steckt in den Zahlen darüber, und nichts davon kann gesendet werden.",
    says: (comments, share) => `${comments} Kommentare, davon ${share} beantwortet.`,
    time: (median) =>
      `Die Hälfte der Antworten kam innerhalb von ${median}, nach der Uhr, Nächte und Wochenenden eingeschlossen: nicht mit der Zeit bis zur ersten Antwort zu vergleichen.`,
    alone: (count) => `Antworten, deren Kommentar der Export nicht enthält: ${count}.`,
    from: (sources) => `Quellen: ${sources}`,
    month: "Monat",
    comments: "Kommentare",
    answered: "Beantwortet",
    median: "Beantwortet innerhalb von (Median)",
    undated: "Ohne Datum",
    table: "Nach Monat",
  },
};
