import type { platforms as english } from "../platforms";
import type { Widened } from "../widened";
import { plural } from "./plural";

/** What connections to platforms, and what platforms can do, are told with, in German. */
export const platforms: Widened<typeof english> = {
  platforms: {
    title: "Plattformen",
    text: "Kommentare von diesen Konten kommen in den Eingang, und freigegebene Antworten gehen dorthin zurück.",
    none: [
      "Noch mit keiner Plattform verbunden",
      "Verbinden Sie ein Konto der Seite, und seine Kommentare kommen in den Eingang.",
    ],
    failed: "Die Verbindungen konnten nicht geladen werden",
    connect: "Plattform verbinden",
    api: "Ihre eigene Website",
    standing: {
      works: "Funktioniert",
      token: "Zugangsdaten ungültig: neu verbinden",
      permission: "Eine Berechtigung fehlt: auf der Plattform erteilen, dann neu verbinden",
      missing: "Die Seite oder das Konto ist nicht da: neu verbinden",
      rate: (time) => `Zu viel auf einmal, geht weiter um ${time}`,
      away: (time) => `Die Plattform antwortet nicht, neuer Versuch um ${time}`,
      passing: "Etwas ist im Weg; es wird noch einmal versucht",
      silent: (span) => `Still seit ${span}`,
      ended: "Zugangsdaten abgelaufen: neu verbinden",
      endToday: "Zugangsdaten enden in weniger als einem Tag: neu verbinden",
      end: (span) => `Zugangsdaten enden in ${span}`,
      disconnected: "Getrennt",
    },
    hours: (count) => plural(count, "Stunde", "Stunden"),
    days: (count) => plural(count, "Tag", "Tagen"),
    since: (when) => `seit: ${when}`,
    lastComment: "Letzter Kommentar",
    lastReply: "Letzte Antwort",
    lastFetch: "Zuletzt nach Kommentaren gefragt",
    nextFetch: "Nächstes Mal",
    nextNow: "jeden Augenblick",
    nextAt: (time) => `um ${time}`,
    never: "nie",
    putOff: (count) =>
      count === 1
        ? "1 Antwort ist verschoben; sie geht hinaus, sobald die Verbindung funktioniert."
        : `${count} Antworten sind verschoben; sie gehen hinaus, sobald die Verbindung funktioniert.`,
    unread: (count) =>
      `${plural(count, "Lieferung wartet", "Lieferungen warten")} darauf, gelesen zu werden.`,
    unreadable: (count) =>
      `${plural(count, "Lieferung war", "Lieferungen waren")} nicht lesbar. Nichts ist verloren: Lesen Sie noch einmal, sobald der Fehler behoben ist.`,
    readAgain: "Noch einmal lesen",
    readAgainOf: (name) => `Lieferungen von ${name} noch einmal lesen`,
    replayed: (count) => `${plural(count, "Lieferung wird", "Lieferungen werden")} noch einmal gelesen.`,
    refused: (count, when) =>
      `${plural(count, "Lieferung", "Lieferungen")} mit falscher Signatur abgewiesen, zuletzt: ${when}. Kam das von der Plattform, ist das Geheimnis hier nicht das von dort.`,
    address: "Adresse des Webhooks",
    check: "Jetzt prüfen",
    checkOf: (name) => `${name} jetzt prüfen`,
    checking: "Wird geprüft…",
    checked: (name, standing) => `${name} – ${standing}`,
    reconnect: "Neu verbinden",
    reconnectOf: (name) => `${name} neu verbinden`,
    disconnect: "Trennen",
    disconnectOf: (name) => `${name} trennen`,
    disconnectTitle: (name) => `${name} trennen?`,
    disconnectText: (putOff) =>
      `Die Zugangsdaten werden vergessen, es kommen keine Kommentare mehr herein, und keine Antwort wird dorthin gesendet. Was hier ist, bleibt.${
        putOff > 0
          ? ` ${plural(putOff, "freigegebene Antwort wartet", "freigegebene Antworten warten")}, bis Sie wieder verbinden.`
          : " Freigegebene Antworten warten, bis Sie wieder verbinden."
      }`,
    disconnected: (name) => `${name} ist getrennt.`,
    dialog: {
      choose: "Welche Plattform?",
      all: "Diese Seite ist mit jeder Plattform verbunden, die Sharewell kennt. Neu verbinden können Sie auf der jeweiligen Karte.",
      title: (name) => `${name} verbinden`,
      again: (name) => `${name} neu verbinden`,
      optional: (label) => `${label} (freiwillig)`,
      stored: "Gespeichert; leer lassen, um es zu behalten.",
      none: "Keine Angabe",
      advanced: "Erweitert",
      back: "Andere Plattform",
      submit: "Verbinden",
      asking: (name) => `${name} wird gefragt. Das kann eine halbe Minute dauern.`,
      refused: (name) => `${name} konnte nicht verbunden werden.`,
      done: (name) => `${name} ist verbunden`,
      as: (account) => `Verbunden als ${account}.`,
      fetching: "Die ersten Kommentare werden geholt.",
      fetched: "Die ersten Kommentare sind geholt: Sie stehen im Eingang.",
      delivered: "Kommentare kommen herein, sobald die Plattform sie liefert.",
      byHand:
        "Die Plattform nimmt keine Antworten von außen an: Eine freigegebene Antwort wird von Hand dorthin kopiert.",
      webhook: (name) => `Tragen Sie bei ${name} dies als Adresse des Webhooks (Callback-URL) ein:`,
      verify: "Und dies als Prüftoken (Verify Token):",
      verifyStored:
        "Als Prüftoken (Verify Token) tragen Sie dasselbe ein wie bisher; es ist hier gespeichert.",
      finish: "Fertig",
    },
  },
  moderation: {
    open: (name) => `Bei ${name}`,
    what: {
      hide: "Verbergen",
      unhide: "Wieder zeigen",
      approve: "Erscheinen lassen",
      hold: "Zurückhalten",
      spam: "Als Spam markieren",
      trash: "In den Papierkorb",
    },
    title: {
      hide: (name) => `Diesen Kommentar bei ${name} verbergen?`,
      unhide: (name) => `Diesen Kommentar bei ${name} wieder zeigen?`,
      approve: (name) => `Diesen Kommentar bei ${name} erscheinen lassen?`,
      hold: (name) => `Diesen Kommentar bei ${name} zurückhalten?`,
      spam: (name) => `Diesen Kommentar bei ${name} als Spam markieren?`,
      trash: (name) => `Diesen Kommentar bei ${name} in den Papierkorb legen?`,
    },
    text: {
      hide: "Andere sehen ihn dort nicht mehr; wer ihn schrieb, vielleicht schon. Er lässt sich wieder zeigen.",
      unhide: "Alle sehen ihn dort wieder.",
      approve: "Alle sehen ihn dort.",
      hold: "Niemand sieht ihn dort, bis ihn jemand erscheinen lässt.",
      spam: "Er verschwindet dort, und die Plattform lernt vielleicht daraus.",
      trash: "Er verschwindet dort; nach einer Weile löscht ihn die Plattform vielleicht endgültig.",
    },
    stays: "Hier bleibt er, wie er ist: Beantworten oder verwerfen Sie ihn.",
    done: {
      hide: "Auf der Plattform verborgen.",
      unhide: "Auf der Plattform wieder zu sehen.",
      approve: "Er erscheint auf der Plattform.",
      hold: "Auf der Plattform zurückgehalten.",
      spam: "Auf der Plattform als Spam markiert.",
      trash: "Im Papierkorb der Plattform.",
    },
    now: {
      hide: "Dort verborgen",
      hold: "Dort zurückgehalten",
      spam: "Dort Spam",
      trash: "Dort im Papierkorb",
    },
    failed: (name) => `${name} hat es nicht getan`,
    history: {
      hide: (actor) => `${actor}: auf der Plattform verborgen`,
      unhide: (actor) => `${actor}: auf der Plattform wieder gezeigt`,
      approve: (actor) => `${actor}: auf der Plattform erscheinen lassen`,
      hold: (actor) => `${actor}: auf der Plattform zurückgehalten`,
      spam: (actor) => `${actor}: auf der Plattform als Spam markiert`,
      trash: (actor) => `${actor}: in den Papierkorb der Plattform gelegt`,
    },
    unsure: (words) => `${words}; ob das ankam, ist unbekannt`,
  },
  onPlatform: {
    cannotReply: "Auf diesen Kommentar lässt sich nicht antworten.",
    privately: "Privat antworten, nur der Person, die schrieb",
    approve: "Privat freigeben",
    privatelyText: "Nur wer den Kommentar schrieb, liest die Antwort; darunter erscheint sie nicht.",
    wasPrivate: "Privat, nur an die Person, die schrieb",
    firstPrivate: "Freigegeben wurde eine private Antwort.",
    firstPublic: "Freigegeben wurde eine öffentliche Antwort.",
    heldBack: (text) =>
      `Auf der Plattform hat schon jemand geantwortet${text ? `: „${text}“` : ""}. Die freigegebene Antwort wurde zurückgezogen`,
    answeredElsewhere: (author, text) =>
      `Auf der Plattform beantwortet, von ${author || "jemandem aus dem Team"}${text ? `: „${text}“` : ""}`,
    notThere: "Das Senden brach ab, und die Antwort steht nicht auf der Plattform",
    sentAfterAll: "Die Antwort kam doch noch an, obwohl sie nicht mehr gewollt war",
    withdrawn: "Die freigegebene Antwort wurde zurückgezogen: Der Kommentar war geändert worden",
    closed: "Die freigegebene Antwort wurde zurückgezogen: Der Kommentar war gelöscht worden",
    approvedPrivate: (actor) => `${actor}: private Antwort freigegeben`,
    firstApprovedPrivate: (actor) => `${actor}: private Antwort als erste von zwei Personen freigegeben`,
  },
};
