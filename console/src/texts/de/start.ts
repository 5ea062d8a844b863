import type { en } from "../en";
import type { Widened } from "../widened";

/** The first steps, in German. What is sent as a comment and read by the bot stays English, as the bot reads it. */
export const start: Widened<Pick<typeof en, "start">> = {
  start: {
    title: "Erste Schritte",
    text: "Drei Schritte bis zum ersten Entwurf. Nichts wird je veröffentlicht, was Sie nicht freigegeben haben.",
    done: "Fertig",
    page: {
      title: "Ihre Seite anlegen",
      text: "Eine Seite ist ein Auftritt Ihrer Firma: eine Facebook-Seite, ein Blog, die Produktbewertungen eines Shops.",
      name: "Name",
      namePlaceholder: "Fernhill Cycles",
      id: "Kurzname",
      idHint:
        "Kleinbuchstaben, Ziffern und Bindestriche; er steht in Adressen und lässt sich später nicht ändern.",
      idWrong:
        "Nur Kleinbuchstaben, Ziffern und Bindestriche, mit einem Buchstaben oder einer Ziffer am Anfang.",
      sign: "Antworten unterschreiben mit (optional)",
      submit: "Seite anlegen",
    },
    article: {
      title: "Einen Hilfeartikel anlegen",
      text: "Entwürfe sagen nur, was Ihre Artikel stützen. Für den Anfang genügt einer zu Ihrer häufigsten Frage, auf Englisch.",
      heading: "Titel",
      headingPlaceholder: "How to return a bike",
      body: "Text (Markdown)",
      url: "Adresse auf Ihrer Website (optional)",
      submit: "Artikel anlegen",
      folder: "Sie haben einen Ordner mit Markdown-Dateien? Laden Sie ihn auf einmal:",
    },
    comment: {
      title: "Den ersten Kommentar senden",
      text: "Das eigene System einer Seite reicht Kommentare mit einem Token ein.",
      token: "Token erstellen",
      tokenName: "Website",
      once: "Wird nur jetzt gezeigt. Bewahren Sie es dort auf, wo Ihre Website ihre Geheimnisse hat.",
      then: "Dann senden Sie einen Kommentar aus einem Terminal:",
      words: "Was der Kommentar sagt",
      example: "Are you open on Sunday?",
      howDo: (rest) => `How do I ${rest}?`,
      about: (title) => `I have a question about “${title}”. What should I know?`,
      waiting: "Wartet auf den ersten Kommentar. Diese Seite geht von selbst weiter.",
      needsPage: "Legen Sie zuerst eine Seite an.",
    },
    goes: {
      title: "Wohin eine freigegebene Antwort geht",
      text: "Sie wartet, bis Ihre Website sie abholt, oder geht an Ihren Webhook: siehe docs/guides/api-connection.md.",
      fetch: "Ihre Website holt sie mit ihrem Token ab:",
      webhook: "Oder lassen Sie sie an Ihren Webhook senden:",
    },
    arrived: "Der erste Kommentar ist da",
    toQueue: "Eingang öffnen",
    adminOnly: "Diese Schritte muss ein Admin tun. Fragen Sie die Person, die Sie eingeladen hat.",
  },
};
