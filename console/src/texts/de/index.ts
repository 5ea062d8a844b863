import type { en } from "../en";
import type { Widened } from "../widened";
import { account } from "./account";
import { administration } from "./administration";
import { alerts } from "./alerts";
import { approval } from "./approval";
import { articles } from "./articles";
import { conversation } from "./conversation";
import { decisions } from "./decisions";
import { gaps } from "./gaps";
import { byHand } from "./byHand";
import { hint } from "./hint";
import { imported } from "./imported";
import { language } from "./language";
import { numbers } from "./numbers";
import { platforms } from "./platforms";
import { plural } from "./plural";
import { queueTexts } from "./queue";
import { reading } from "./reading";
import { saved } from "./saved";
import { settings } from "./settings";
import { start } from "./start";
import { team } from "./team";
import { together } from "./together";
import { webChat } from "./webChat";

/** Every word of the interface in German, with “Sie”. */
export const de: Widened<typeof en> = {
  name: "Sharewell",
  tagline: "Antworten für Firmenseiten",
  someone: "Jemand",
  skip: "Zum Hauptteil springen",
  close: "Schließen",
  cancel: "Abbrechen",
  retry: "Noch einmal versuchen",
  loading: "Wird geladen…",
  copy: "Kopieren",
  copied: "Kopiert",
  opensElsewhere: "öffnet in einem neuen Tab",

  errors: {
    unreachable:
      "Sharewell ist nicht erreichbar. Prüfen Sie Ihre Verbindung; wenn sie steht, startet Sharewell vielleicht gerade neu: Versuchen Sie es in einer Minute wieder.",
    unexpected:
      "Etwas Unerwartetes ist schiefgegangen. Laden Sie die Seite neu; passiert es wieder, sagen Sie es der Person, die Sharewell betreut.",
    crashed: "Diese Ansicht funktioniert nicht mehr",
    notHere: "Unter dieser Adresse ist nichts",
    notHereText: "Vielleicht ist der Link alt oder vertippt.",
    backToQueue: "Zum Eingang",
    reload: "Seite neu laden",
  },

  account,
  administration,
  approval,
  numbers,
  settings,
  team,
  ...queueTexts,
  ...alerts,
  ...gaps,
  ...saved,
  ...byHand,
  ...hint,
  ...imported,
  ...reading,
  ...language,
  ...platforms,
  ...webChat,
  ...conversation,
  ...decisions,
  ...articles,
  ...start,
  nav: {
    label: "Hauptmenü",
    queue: "Eingang",
    articles: "Artikel",
    numbers: "Zahlen",
    learning: "Lernen",
    start: "Erste Schritte",
    settings: "Einstellungen",
  },
  together,
  menu: {
    label: "Ihr Konto und Einstellungen",
    theme: "Farben",
    system: "Wie das System",
    light: "Hell",
    dark: "Dunkel",
    signOut: "Abmelden",
    role: {
      none: "Einzelne Seiten",
      viewer: "Lesen",
      drafter: "Entwerfen",
      approver: "Freigeben",
      admin: "Admin",
    },
  },

  signIn: {
    title: "Anmelden",
    email: "E-Mail-Adresse",
    password: "Passwort",
    submit: "Anmelden",
    submitting: "Anmeldung läuft…",
    forgotten: "Passwort vergessen oder noch kein Konto? Wenden Sie sich an die Verwaltung Ihres Teams.",
  },
  welcome: {
    title: "Willkommen bei Sharewell",
    first: "Mit diesem Link werden Sie hier erster Admin. Er gilt einmal.",
    invite: "Sie wurden zu Sharewell eingeladen. Der Link gilt einmal.",
    name: "Ihr Name",
    nameHint: "Das Team sieht ihn neben Ihren Entscheidungen.",
    email: "E-Mail-Adresse",
    password: "Passwort",
    passwordHint: "Mindestens 10 Zeichen. Ein paar Wörter ohne Zusammenhang lassen sich gut merken.",
    show: "Passwort zeigen",
    submit: "Konto anlegen",
    submitting: "Wird angelegt…",
    deadTitle: "Dieser Link gilt nicht mehr",
    deadText:
      "Er wurde schon benutzt, ist abgelaufen oder unvollständig. Bitten Sie um einen neuen, oder melden Sie sich an, wenn Sie ein Konto haben.",
    toSignIn: "Zur Anmeldung",
  },

  newPassword: {
    title: "Ein neues Passwort",
    text: (name, email) =>
      `Für ${name}, ${email}. Damit werden Sie überall abgemeldet; ein zweiter Faktor bleibt, wie er ist.`,
    password: "Neues Passwort",
    submit: "Passwort setzen",
    submitting: "Wird gesetzt…",
    doneTitle: "Ihr neues Passwort ist gesetzt",
    doneText: "Melden Sie sich jetzt damit an.",
    toSignIn: "Anmelden",
  },

  live: {
    arrived: (count) => `${plural(count, "neuer Kommentar", "neue Kommentare")} im Eingang`,
    connecting: "Verbindung für Live-Änderungen wird aufgebaut…",
    live: "Live: Änderungen erscheinen von selbst",
    reconnecting:
      "Verbindung verloren. Neuer Versuch… Was Sie sehen, ist vielleicht veraltet; was Sie tippen, bleibt erhalten.",
    offline: "Sie sind offline. Was Sie tippen, bleibt erhalten; Entscheidungen brauchen eine Verbindung.",
    back: "Wieder verbunden",
  },

  queue: {
    label: "Eingang",
    views: {
      waiting: "Zur Freigabe",
      snoozed: "Zurückgestellt",
      sending: "Wird gesendet",
      problems: "Sendeprobleme",
      done: "Erledigt",
      all: "Alle",
    },
    search: "Kommentare durchsuchen",
    clear: "Filter zurücksetzen",
    total: (count) => plural(count, "Kommentar", "Kommentare"),
    more: (count) => `${plural(count, "neuer", "neue")} weiter oben`,
    loadingMore: "Weitere werden geladen…",
    empty: {
      waiting: [
        "Alles geschafft",
        "Nichts wartet auf eine Entscheidung. Neue Kommentare erscheinen hier von selbst.",
      ],
      sending: [
        "Nichts unterwegs",
        "Freigegebene Antworten stehen hier, bis die Plattform sie bestätigt hat.",
      ],
      problems: [
        "Keine Sendeprobleme",
        "Hier stünden Antworten, die nicht oder vielleicht nicht veröffentlicht wurden.",
      ],
      snoozed: [
        "Nichts zurückgestellt",
        "Was Sie auf später verschieben, bleibt hier, bis seine Zeit kommt.",
      ],
      done: ["Noch nichts erledigt", "Gesendete Antworten und verworfene Kommentare bleiben hier."],
      all: ["Keine Kommentare", "Kommentare erscheinen hier, sobald sie ankommen."],
    },
    noMatch: ["Kein Kommentar passt", "Versuchen Sie weniger Wörter, oder setzen Sie die Filter zurück."],
    failed: "Der Eingang konnte nicht geladen werden",
    unsure: "Unsicher",
    drafting: "Wird entworfen",
    kind: "Art",
    noDraft: "Kein Entwurf",
    escalation: "Eskalation",
    state: {
      received: "Gerade eingegangen",
      drafting: "Wird entworfen",
      waiting: "Wartet",
      approved: "Freigegeben",
      sending: "Wird gesendet",
      sent: "Gesendet",
      failed: "Nicht veröffentlicht",
      unknown: "Vielleicht veröffentlicht",
      dismissed: "Verworfen",
      deleted: "Vom Autor gelöscht",
    },
    pick: "Wählen Sie einen Kommentar",
    pickText: "Nehmen Sie einen aus dem Eingang, oder drücken Sie J für den nächsten.",
    begin: "Mit dem ersten beginnen",
  },

  channels: {
    x: "X",
    facebook: "Facebook",
    linkedin: "LinkedIn",
    instagram: "Instagram",
    mastodon: "Mastodon",
    bluesky: "Bluesky",
    email: "E-Mail",
    blog: "Blog",
    chat: "Chat",
    api: "Website",
  },
  intents: {
    question: "Frage",
    complaint: "Beschwerde",
    praise: "Lob",
    other: "Nichts zu antworten",
  },
  severity: {
    1: "Problem gemeldet",
    2: "Missfallen",
    3: "Vorwurf",
    4: "Drohung oder Forderung",
  },
  sureness: { sure: "sicher", fairly: "ziemlich sicher", leaning: "nicht ganz sicher", unsure: "unsicher" },
  escalations: {
    safety: "mögliche Verletzung oder Gefahr",
    legal: "rechtliche Drohung",
    "self-harm": "mögliche Selbstgefährdung",
    discrimination: "Diskriminierung",
    "data-breach": "mögliches Datenleck",
    press: "Presseanfrage",
  },
};
