import type { byHand as english } from "../byHand";
import type { Widened } from "../widened";

/** Replies that a person carries over to a platform that takes none from the desk, in German. */
export const byHand: Widened<typeof english> = {
  byHand: {
    title: "Von Hand zu veröffentlichen",
    text: "Diese Plattform nimmt keine Antworten von Sharewell an. Kopieren Sie den Text, veröffentlichen Sie ihn unter dem Kommentar und sagen Sie es hier.",
    soon: (time) =>
      `Ab ${time} können Sie sie von Hand veröffentlichen: Diese Plattform nimmt keine Antworten von Sharewell an.`,
    copy: "Text kopieren",
    copied: "Kopiert",
    copiedSaid: "Die Antwort ist kopiert.",
    noClipboard:
      "Ihr Browser hält hier die Zwischenablage verschlossen. Der Text ist markiert: Kopieren Sie ihn mit Strg C.",
    open: "Kommentar öffnen",
    noAddress: "Der Kommentar kam ohne Adresse: Suchen Sie ihn auf der Plattform.",
    posted: "Veröffentlicht",
    postedText: "Sie steht dort, wie Sie sie kopiert haben.",
    notPosted: "Geht nicht…",
    notPostedText: "Der Beitrag ist geschlossen oder der Kommentar weg. Sie entscheiden neu.",
    why: {
      title: "Warum kann sie nicht veröffentlicht werden?",
      label: "Grund",
      placeholder: "Kommentare zu diesem Beitrag sind geschlossen",
      text: "Ihre Kolleginnen und Kollegen lesen ihn neben der Antwort.",
      tooLong: "Höchstens 1.000 Zeichen.",
      submit: "Geht nicht",
    },
    keys: {
      copy: "Von Hand zu veröffentlichende Antwort kopieren",
      open: "Kommentar auf seiner Plattform öffnen",
      posted: "Von Hand veröffentlicht",
    },
    decided: {
      posted: "Als veröffentlicht markiert.",
      "not-posted": "Vermerkt: kann nicht veröffentlicht werden.",
    },
    history: {
      posted_by_hand: (actor) => `${actor}: von Hand veröffentlicht`,
      not_posted: (actor) => `${actor}: konnte sie nicht von Hand veröffentlichen`,
    },
  },
};
