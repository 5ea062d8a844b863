import type { hint as english } from "../hint";
import type { Widened } from "../widened";

/** Asking for another draft, in German. The example stays English: hints are read with English articles. */
export const hint: Widened<typeof english> = {
  hint: {
    title: "Anderen Entwurf anfordern",
    label: "Was soll er sagen oder worauf sich stützen?",
    placeholder: "the Christmas hours, and that collection is free",
    text: "Ein paar Wörter auf Englisch. Die Sätze kommen weiter aus Ihren Artikeln und früheren Antworten.",
    tooLong: "Höchstens 300 Zeichen.",
    submit: "Neu entwerfen",
    key: "Anderen Entwurf mit Hinweis anfordern",
    open: "Mit Hinweis entwerfen…",
  },
};
