import type { reading as english } from "../reading";
import type { Widened } from "../widened";

/** Reading a conversation in one's own language, and what an edit changed, in German. */
export const reading: Widened<typeof english> = {
  translation: {
    show: "Ins Deutsche übersetzen",
    loading: "Wird übersetzt…",
    caution: "Von einem Sprachmodell, das sich irren kann: Lesen Sie auch das Original.",
    nothing: "Hier gibt es nichts zu übersetzen.",
    mark: "Maschinell übersetzt",
    shortened: "Nur der Anfang wurde übersetzt.",
    reply: "Die Antwort auf Deutsch",
    outdated: "Das stand in der Antwort, bevor Sie sie geändert haben.",
    again: "Antwort übersetzen",
    key: "Diese Unterhaltung übersetzen",
  },
  draftDiff: {
    toggle: "Änderungen am Entwurf",
    label: "Vom Entwurf zu Ihrer Antwort",
    legend: "Durchgestrichen: aus dem Entwurf genommen. Unterstrichen: hinzugefügt.",
    shown: "Was die Antwort am Entwurf ändert, steht unter ihr.",
    hidden: "Was die Antwort am Entwurf ändert, ist ausgeblendet.",
    key: "Zeigen, was am Entwurf geändert ist",
  },
};
