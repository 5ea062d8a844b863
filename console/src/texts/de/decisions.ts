import type { en } from "../en";
import type { Widened } from "../widened";
import { plural } from "./plural";

type Parts =
  | "actions"
  | "unsupported"
  | "dismiss"
  | "dismissals"
  | "relabel"
  | "decided"
  | "refused"
  | "undo"
  | "outcome"
  | "actors"
  | "history"
  | "keys";

/** Deciding, what came of it, and the keys, in German. “Sie” may be the actor, so no verb follows the name. */
export const decisions: Widened<Pick<typeof en, Parts>> = {
  actions: {
    label: "Entscheiden",
    approve: "Freigeben",
    dismiss: "Verwerfen…",
    relabel: "Neu einordnen",
    redraft: "Neu entwerfen",
    edit: "Bearbeiten",
    undo: "Zurücknehmen",
    emptyReply:
      "Es gibt keinen Text zum Freigeben. Schreiben Sie eine Antwort, oder verwerfen Sie den Kommentar.",
  },

  unsupported: {
    title: "Stimmt das?",
    text: "Kein Artikel und keine frühere Antwort sagt das. Ist es veröffentlicht, verlassen sich Kunden darauf.",
    submit: "Trotzdem freigeben",
    back: "Noch einmal ansehen",
  },
  dismiss: {
    title: (author) => `Kommentar von ${author} verwerfen`,
    text: "Er wird ohne Antwort geschlossen; der Grund bleibt gespeichert, und der Bot lernt daraus. Sie können es zurücknehmen.",
    reason: "Warum keine Antwort?",
    note: "Notiz fürs Team (optional)",
    submit: "Verwerfen",
  },
  dismissals: {
    "no-reply-needed": "Keine Antwort nötig",
    spam: "Spam",
    "answered-elsewhere": "Anderswo beantwortet",
    duplicate: "Zweimal derselbe Kommentar",
    other: "Anderer Grund",
  },
  relabel: { title: "Was ist es wirklich?", now: "wie jetzt" },

  decided: {
    approved: (author, seconds) =>
      `Antwort an ${author} freigegeben. Sie wird in ${plural(seconds, "Sekunde", "Sekunden")} gesendet, wenn Sie es nicht zurücknehmen.`,
    dismissed: (author) => `Kommentar von ${author} verworfen.`,
    undone: "Zurückgenommen: Der Kommentar wartet wieder.",
    relabelled: (intent) => `Neu eingeordnet als ${intent}.`,
    redraft: "Ein neuer Entwurf ist angefordert.",
    retry: "Die Antwort wird noch einmal gesendet.",
    "give-up": "Nicht gesendet. Der Kommentar wartet wieder.",
    "mark-sent": "Als veröffentlicht markiert.",
  },
  refused: {
    faster: (author) => `Ihre Entscheidung zum Kommentar von ${author} wurde nicht übernommen`,
    unreachable: (author) => `Ihre Entscheidung zum Kommentar von ${author} ist nicht angekommen`,
    other: (author) => `Ihre Entscheidung zum Kommentar von ${author} konnte nicht übernommen werden`,
    undo: "Es konnte nicht zurückgenommen werden",
    kept: "Ihr Text bleibt erhalten.",
    open: "Ansehen",
    putAway: "Meldung weglegen",
    notYet: "Lesen Sie zuerst den geänderten Kommentar, dann entscheiden Sie.",
  },
  undo: {
    label: "Gerade entschieden",
    approved: (author) => `Freigegeben: ${author}`,
    dismissed: (author) => `Kommentar von ${author} verworfen`,
    sends: (seconds) => `Sendet in ${seconds} s`,
    sending: "Unterwegs",
    confirming: "Wird bestätigt…",
    undoing: "Wird zurückgenommen…",
    left: "Verbleibende Zeit zum Zurücknehmen",
  },

  outcome: {
    approved: (name) => `Freigegeben: ${name}`,
    sendsAt: (time) => `Sie wird um ${time} gesendet.`,
    sending: "Wartet auf die Bestätigung Ihrer Website.",
    sent: (time) => `Gesendet: ${time}.`,
    dismissed: "Ohne Antwort verworfen",
    failedTitle: "Diese Antwort wurde nicht veröffentlicht",
    failedText: "Die Plattform hat sie abgelehnt oder konnte sie nicht annehmen:",
    unknownTitle: "Diese Antwort ist vielleicht veröffentlicht, vielleicht nicht",
    unknownText:
      "Die Verbindung brach im falschen Moment ab, deshalb ist es nicht bekannt. Von selbst wird nie noch einmal gesendet. Sehen Sie zuerst auf der Plattform nach:",
    noReason: "Es wurde kein Grund genannt.",
    look: "Auf der Plattform nachsehen",
    retry: "Noch einmal senden",
    retryFailed: "Gut, wenn die Ursache vorbei ist.",
    retryUnknown: "Nur wenn sie nicht auf der Plattform steht: Sonst steht sie dort zweimal.",
    giveUp: "Nicht senden",
    giveUpText: "Der Kommentar wartet dann wieder; Sie können anders antworten oder ihn verwerfen.",
    markSent: "Sie steht da: als veröffentlicht markieren",
    markSentText: "Sie haben sie auf der Plattform gesehen.",
    edit: "Zuerst ändern",
    editText: "Der Kommentar wartet dann wieder, mit diesem Text im Editor.",
  },

  actors: {
    you: "Sie",
    desk: "Sharewell",
    assistant: "Der Bot",
    api: "Die Website",
    colleague: "Jemand aus dem Team, auf der Plattform",
  },
  history: {
    label: "Verlauf",
    received: "Der Kommentar ist eingegangen",
    drafting_started: "Der Bot hat einen Entwurf begonnen",
    drafted: "Der Bot hat einen Entwurf geschrieben",
    not_drafted: "Der Bot hat keinen Entwurf geschrieben",
    approved: (actor) => `${actor}: Antwort freigegeben`,
    dismissed: (actor, reason) => `${actor}: verworfen${reason ? `: ${reason}` : ""}`,
    undone: (actor) => `${actor}: Entscheidung zurückgenommen`,
    relabelled: (actor, intent) => `${actor}: neu eingeordnet als ${intent}`,
    confirmed: (actor, intent) => `${actor}: Einordnung bestätigt: ${intent}`,
    sending_started: "Die Antwort ist hinausgegangen",
    send_postponed: "Das Senden ist verschoben und wird noch einmal versucht",
    sent: "Die Plattform hat die Antwort bestätigt",
    failed: "Die Antwort konnte nicht veröffentlicht werden",
    unknown: "Ob die Antwort veröffentlicht wurde, ist unbekannt",
    edited: "Der Kommentar wurde von seinem Autor geändert",
    deleted: "Der Kommentar wurde von seinem Autor gelöscht",
    helped: "Dem Autor hat die Antwort geholfen",
    didNotHelp: "Dem Autor hat die Antwort nicht geholfen",
    retried: (actor) => `${actor}: noch einmal gesendet`,
    gave_up: (actor) => `${actor}: entschieden, nicht zu senden`,
    marked_sent: (actor) => `${actor}: auf der Plattform gesehen`,
    redraft_asked: (actor) => `${actor}: neuen Entwurf angefordert`,
    other: (actor, kind) => `${actor}: ${kind}`,
  },

  keys: {
    suggestions: "Anderen der vorgeschlagenen Texte nehmen",
    title: "Tasten",
    text: "Buchstaben gelten überall, wo Sie nicht tippen.",
    open: "Tasten zeigen",
    on: "Einzelne Buchstabentasten sind an",
    onHint: "Schalten Sie sie aus, wenn Sie Spracheingabe nutzen oder sie aus Versehen drücken.",
    groups: {
      move: "Bewegen",
      decide: "Entscheiden",
      write: "Schreiben",
      articles: "Artikel",
      rest: "Alles Weitere",
    },
    next: "Nächster Kommentar",
    previous: "Voriger Kommentar",
    approve: "Freigeben und weiter",
    dismiss: "Mit Grund verwerfen",
    relabel: "Neu einordnen",
    redraft: "Neu entwerfen",
    undo: "Zurücknehmen",
    edit: "Antwort bearbeiten",
    approveTyped: "Aus dem Editor freigeben",
    leave: "Editor verlassen",
    search: "Suchen",
    help: "Tasten zeigen",
    editArticle: "Artikel bearbeiten",
    history: "Seine Fassungen",
    newArticle: "Neuer Artikel",
    saveArticle: "Artikel speichern",
  },
};
