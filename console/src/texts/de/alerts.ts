import type { alerts as english } from "../alerts";
import type { Widened } from "../widened";
import { plural } from "./plural";

/** Notifications outside the desk, the reply-time promise and publishing problems, in German. */
export const alerts: Widened<typeof english> = {
  notifications: {
    title: "Benachrichtigungen",
    text: "Wer außerhalb von Sharewell Bescheid bekommt: per E-Mail, Slack, Teams oder über einen anderen Dienst. In Sharewell selbst sehen alle alles sofort.",
    onlyAdmin: "Nur Admins können sehen und ändern, wer außerhalb Bescheid bekommt.",
    none: [
      "Niemand bekommt außerhalb Bescheid",
      "Fügen Sie eine Adresse hinzu, damit eine Eskalation oder gestörte Verbindung auch jemanden erreicht, der gerade nicht hinsieht.",
    ],
    failed: "Die Benachrichtigungen konnten nicht geladen werden",
    add: "Hinzufügen",
    addTitle: "Jemanden benachrichtigen",
    change: (name) => `„${name}“ ändern`,
    edit: "Ändern",
    remove: "Entfernen",
    removed: (name) => `${name} bekommt keine Nachrichten mehr.`,
    test: "Test senden",
    testing: "Wird gesendet…",
    name: "Name",
    nameHint: "Für Sie und Ihr Team, zum Beispiel: Bereitschaft",
    url: "Adresse",
    urlHint:
      "In der Schreibweise von Apprise: slack://…, mailto://…, msteams://…, json://… Sie kann Passwörter enthalten: Nach dem Speichern ist sie hier nicht mehr lesbar.",
    urlKept: "Eine Adresse ist gespeichert. Lassen Sie das Feld leer, um sie zu behalten.",
    page: "Zu",
    everyPage: "Alle Seiten",
    reasons: "Worüber",
    reason: {
      escalation: "Eskalationen: Gefahr, rechtliche Drohungen, Presse",
      failed: "Eine Antwort wurde nicht veröffentlicht",
      unknown: "Es ist unklar, ob eine Antwort veröffentlicht ist",
      connection: "Eine Verbindung ist gestört",
      promise: "Eine Antwort ist in weniger als einer Viertelstunde fällig",
      mention: "Jemand wird in einer Notiz erwähnt",
      learning: "Lernen misslingt, oder ein Modell ist nicht im Dienst",
    },
    short: {
      escalation: "Eskalationen",
      failed: "nicht veröffentlichte Antworten",
      unknown: "vielleicht veröffentlichte Antworten",
      connection: "gestörte Verbindungen",
      promise: "bald fällige Antworten",
      mention: "Erwähnungen",
      learning: "Lernen",
    },
    quiet: "Ruhezeit",
    quietHint: "In dieser Zeit wird nichts gesendet; danach kommt alles in einer Nachricht.",
    from: "Von",
    until: "Bis",
    zone: "Zeitzone",
    save: "Speichern",
    cancel: "Abbrechen",
    saved: "Gespeichert. Senden Sie einen Test, um zu sehen, ob er ankommt.",
    lastSent: (when) => `Letzte Nachricht ${when}.`,
    never: "Noch keine Nachricht.",
    problem: (when, why) => `Nicht zugestellt, ${when}: ${why}`,
    quietFrom: (from, until, zone) => `Ruhe von ${from} bis ${until} (${zone}).`,
  },
  promise: {
    title: "Antwortzeit-Zusage",
    text: "Wie schnell eine Antwort bekommt, wer auf dieser Seite schreibt. Danach ist der Eingang sortiert; es zählen nur Ihre Öffnungszeiten.",
    on: "Diese Seite sagt eine Antwort zu",
    within: "Innerhalb von",
    unit: "Einheit",
    units: { minutes: "Minuten", hours: "Stunden" },
    withinWrong: "Geben Sie eine ganze Zahl an, höchstens 30 Tage.",
    zone: "Zeitzone",
    zoneHint: "Zum Beispiel: Europe/Berlin",
    hours: "Öffnungszeiten",
    hoursHint:
      "Zum Beispiel: 09:00–17:00 oder 09:00–12:30, 13:30–18:00. Lassen Sie Tage leer, an denen niemand antwortet.",
    hoursWrong: "Schreiben Sie Zeiten wie 09:00–17:00, jede später als die davor.",
    noHours: "Geben Sie mindestens einen Tag an.",
    copy: "Montag auch für Dienstag bis Freitag",
    days: {
      mon: "Montag",
      tue: "Dienstag",
      wed: "Mittwoch",
      thu: "Donnerstag",
      fri: "Freitag",
      sat: "Samstag",
      sun: "Sonntag",
    },
    saved: "Gespeichert.",
    save: "Zusage speichern",
  },
  trouble: {
    todo: {
      credentials:
        "Die Gegenseite nimmt die Zugangsdaten nicht mehr an oder erlaubt das Veröffentlichen nicht. Verbinden Sie neu, dann senden Sie noch einmal.",
      gone: "Der Kommentar oder sein Beitrag ist nicht mehr da, oder die Adresse der Verbindung hat sich geändert. Sehen Sie auf der Plattform nach; ist er weg, senden Sie nicht.",
      content: "Die Gegenseite nimmt diesen Text so nicht an. Ändern Sie ihn zuerst.",
      busy: "Die Gegenseite ist gestört oder nimmt gerade nichts mehr an. Senden Sie später noch einmal.",
      unreachable:
        "Die Gegenseite war nicht erreichbar. Prüfen Sie, ob sie läuft, dann senden Sie noch einmal.",
      other:
        "Wenn Sie nicht wissen, was es bedeutet, sehen Sie auf der Plattform nach, bevor Sie noch einmal senden.",
    },
    inTrouble: (name, page) => `${page} hat keine funktionierende Verbindung zu ${name}`,
    goesOn: (time) => `Um ${time} geht es von selbst weiter.`,
    onlyAdmin: "Admins können in den Einstellungen unter „Verbindungen“ neu verbinden.",
    failing: (page) => `Die Verbindung von ${page} ist gestört`,
    failingSince: (when) => `Seit ${when} ist nichts angekommen.`,
    counted: (failed, unknown, putOff) =>
      [
        failed > 0 && `${failed} nicht veröffentlicht`,
        unknown > 0 && `${unknown} vielleicht veröffentlicht`,
        putOff > 0 && plural(putOff, "wird noch einmal versucht", "werden noch einmal versucht"),
      ]
        .filter(Boolean)
        .join(", "),
    said: (reason) => `Letzte Meldung: ${reason}`,
    works: (when) => `Die Verbindung funktioniert: Die letzte Antwort kam an, ${when}.`,
    silent: "Über diese Verbindung wurde noch nichts veröffentlicht.",
    reconnect: "Neu verbinden",
    look: "Verbindungen ansehen",
    retryAll: (count) => (count === 1 ? "Diese noch einmal senden" : `Alle ${count} noch einmal senden`),
    retryHint: "Nur, was sicher nicht veröffentlicht wurde.",
    retried: (retried, left) =>
      `${plural(retried, "Antwort wird", "Antworten werden")} noch einmal gesendet.${
        left > 0 ? ` ${plural(left, "konnte", "konnten")} so nicht gesendet werden.` : ""
      }`,
    health: "Verbindung",
  },
};
