import type { webChat as english } from "../webChat";
import type { Widened } from "../widened";

/** What the chat on a page's own site is set up with, in German. */
export const webChat: Widened<typeof english> = {
  webChat: {
    title: "Web-Chat",
    failed: "Der Chat konnte nicht geladen werden",
    none: [
      "Diese Seite hat noch keinen Chat",
      "Wer Ihre Website besucht, schreibt in einem Chatfenster und liest dort die Antworten. Nennen Sie die Websites, und verbinden Sie ihn.",
    ],
    notBuilt:
      "Das Skript des Chats ist hier nicht gebaut. Wer Sharewell betreut, führt ./sharewell setup aus; bis dahin gibt es nichts einzubauen.",
    look: "Aussehen",
    lookText: "Was Sie wählen, ändert die Vorschau und den Code darunter.",
    language: "Sprache",
    ownLanguage: "Wie die Webseite",
    side: "Seite des Bildschirms",
    ownSide: "Wo Zeilen enden (meist rechts)",
    sides: { right: "Rechts", left: "Links" },
    colour: "Farbe",
    ownColour: "Die Farbe des Chats",
    preview: "Vorschau",
    previewOf: (page) => `Vorschau des Chats von ${page}`,
    previewText:
      "Das ist der echte Chat: Was Sie darin schreiben, kommt als Kommentar in den Eingang, und die Antwort kommt hierher zurück.",
    elsewhere: (address) => `Die Vorschau geht nur, wo Sharewell als ${address} geöffnet ist.`,
    code: "In Ihre Website einbauen",
    pinned: "Script-Tag",
    pinnedText:
      "Für die meisten Websites: eine Zeile vor </body> auf jeder Seite. Browser führen genau dieses Skript aus oder keins; nach einem Update von Sharewell bleibt es, wie es ist, bis Sie den neuen Tag einsetzen.",
    latest: "Script-Tag, der sich selbst aktualisiert",
    latestText:
      "Wenn niemand den Tag noch einmal ändern will: dasselbe ohne Integrität, immer so neu wie Sharewell.",
    element: "Eigenes Element",
    elementText: "Wenn Ihre Vorlagen sagen, auf welchen Seiten und wo darin der Chat steht.",
    package: "npm-Paket",
    packageText:
      "Für eine Website mit eigenem Build. Das Paket ist nicht in der npm-Registry: npm pack macht es im Ordner widget von Sharewell.",
    style: "Farbe",
    styleText: "In das Stylesheet Ihrer Website, gleich was davon Sie nehmen.",
    policy: "Content-Security-Policy",
    policyText: "Wenn Ihre Website eine sendet, muss sie dies erlauben, neben dem, was sie schon erlaubt.",
    identify: "Wer auf Ihrer Website angemeldet ist",
    identifyText:
      "Mit einem Geheimnis bürgt Ihr Server dafür, wer auf Ihrer Website angemeldet ist: ein Gespräch auf allen Geräten, und der Name neben dem Kommentar.",
    secretSet: "Ein Geheimnis ist gesetzt. Es ist versiegelt und wird nie gezeigt.",
    secretNone: "Kein Geheimnis ist gesetzt: Wer schreibt, ist anonym.",
    renew: "Neues erzeugen",
    first: "Geheimnis erzeugen",
    renewTitle: "Neues Geheimnis erzeugen?",
    renewText:
      "Was mit dem alten signiert ist, wird ab sofort abgewiesen, bis Ihr Server das neue hat. Das lässt sich nicht zurücknehmen.",
    secret:
      "Das Geheimnis. Es wird nur jetzt gezeigt; bewahren Sie es dort auf, wo Ihr Server seine Geheimnisse hat, nie in einer Webseite.",
    sites: "Websites und Fragen",
    origins: "Websites mit dem Chat",
    originsHint:
      "Eine je Zeile, etwa https://www.example.com, ohne Pfad. Auf keiner anderen Website geht der Chat.",
    name: "Name vor dem Chat",
    email: "E-Mail-Adresse vor dem Chat",
    before: { no: "Nicht gefragt", ask: "Gefragt, darf leer bleiben", need: "Nötig" },
    shownAs: "Antworten kommen von",
    shown: { page: "Der Seite", first: "Dem Vornamen der Person, die freigab" },
    connect: "Chat verbinden",
    connected: "Der Chat ist verbunden.",
    save: "Speichern",
    saved: "Gespeichert. Offene Chats folgen in Sekunden.",
  },
};
