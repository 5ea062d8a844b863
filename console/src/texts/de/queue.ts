import type { queueTexts as english } from "../queue";
import type { Widened } from "../widened";
import { inDigits, pick, plural } from "./plural";

const comments = (count: number): string => plural(count, "Kommentar", "Kommentare");
const replies = (count: number): string => plural(count, "Antwort", "Antworten");
const seconds = (least: number, most: number): string =>
  least === most
    ? plural(least, "Sekunde", "Sekunden")
    : `${least} bis ${plural(most, "Sekunde", "Sekunden")}`;

/** What the queue's views, filters, bulk actions and command palette say, in German. */
export const queueTexts: Widened<typeof english> = {
  places: {
    label: "Ansichten",
    approval: "Zur Freigabe",
    unsure: "Unsicher",
    mine: "Meine",
    snoozed: "Zurückgestellt",
    problems: "Sendeprobleme",
    sending: "Wird gesendet",
    done: "Erledigt",
    all: "Alles",
    own: "Gespeicherte Ansichten",
    shared: "Geteilt",
    choose: "Ansicht:",
    narrowed: "gefiltert",
    save: "Ansicht speichern",
    saveTitle: "Ansicht speichern",
    saveText: (filters) => `Sie zeigt: ${filters}.`,
    name: "Name",
    namePlaceholder: "Beschwerden auf Facebook",
    share: "Mit allen im Team teilen",
    change: (name) => `Ansicht „${name}“ umbenennen oder teilen`,
    changeTitle: (name) => `„${name}“ ändern`,
    changeText: "Ihre Filter bleiben, wie sie sind.",
    changeTheirs: "Jemand aus dem Team hat sie gespeichert. Ungeteilt hat sie nur noch diese Person.",
    submit: "Speichern",
    delete: (name) => `Ansicht „${name}“ löschen`,
    deleteTitle: (name) => `„${name}“ löschen?`,
    deleteText: "Nur die Ansicht verschwindet. Die Kommentare darin bleiben, wie sie sind.",
    deleteShared: "Auch wer sie im Team benutzt, verliert sie. Die Kommentare darin bleiben, wie sie sind.",
    deleteSubmit: "Löschen",
    failed: "Die Ansicht konnte nicht geändert werden",
    saved: (name) => `Ansicht „${name}“ gespeichert.`,
    changed: (name) => `Ansicht „${name}“ geändert.`,
    deleted: (name) => `Ansicht „${name}“ gelöscht.`,
  },

  narrow: {
    label: "Filter",
    open: "Filtern",
    title: "Nur zeigen",
    clear: "Zurücksetzen",
    chip: (name, value) => `${name}: ${value}`,
    remove: (words) => `Filter entfernen: ${words}`,
    any: "Beliebig",
    everywhere: "Alles durchsuchen",
    everywhereText:
      "Auch erledigte und zurückgestellte Kommentare und gesendete Antworten werden durchsucht.",
    names: {
      page: "Seite",
      channel: "Kanal",
      intent: "Art",
      severity: "Schweregrad mindestens",
      language: "Sprache",
      assignee: "Zuständig",
      mine: "Mir zugewiesen oder ich bin erwähnt",
      unsure: "Der Bot ist unsicher",
      escalated: "Eskaliert",
      safe: "Entwurf bedenkenlos freizugeben",
      q: "Wörter",
    },
    me: "Ich",
    nobody: "Niemand",
    somebody: "Jemand aus dem Team",
  },

  row: {
    overdue: (span) => `Überfällig seit ${span}`,
    overdueNow: "Überfällig",
    due: (span) => `Fällig in ${span}`,
    assigned: (name) => `Zuständig: ${name}`,
    notes: (count) => plural(count, "Notiz", "Notizen"),
    snoozed: (when) => `Bis ${when}`,
    snoozedLabel: "Zurückgestellt",
    mentioned: "Erwähnt",
    second: "Zweite Freigabe",
    pick: (author) => `Kommentar von ${author} auswählen`,
  },

  bulk: {
    label: "Mit den ausgewählten",
    picked: (count) => plural(count, "ausgewählt", "ausgewählt"),
    all: (count) => `Alle ${inDigits(count)} geladenen auswählen`,
    clear: "Auswahl aufheben",
    actions: {
      approve: "Sichere Entwürfe freigeben",
      dismiss: "Verwerfen",
      assign: "Zuweisen",
      label: "Neu einordnen",
      snooze: "Zurückstellen",
    },
    titles: {
      approve: "Sichere Entwürfe freigeben?",
      dismiss: (count) => `${comments(count)} verwerfen?`,
      assign: (count) => `Wer kümmert sich um ${comments(count)}?`,
      label: (count) => `Was ${pick(count, "ist das", "sind sie")} wirklich?`,
      snooze: (count) => `${comments(count)} zurückstellen bis wann?`,
    },
    submits: {
      approve: (count) => `${replies(count)} freigeben`,
      dismiss: (count) => `${comments(count)} verwerfen`,
      assign: (count) => `${comments(count)} zuweisen`,
      label: (count) => `${comments(count)} neu einordnen`,
      snooze: (count) => `${comments(count)} zurückstellen`,
    },
    sent: (count, least, most) =>
      most === 0
        ? `${replies(count)} ${pick(count, "wird", "werden")} sofort gesendet; das lässt sich nicht zurücknehmen.`
        : `${replies(count)} ${pick(count, "wird", "werden")} in ${seconds(least, most)} gesendet, wenn Sie es nicht zurücknehmen.`,
    second: (count) =>
      `${plural(count, "davon hat", "davon hat")} schon jemand aus dem Team freigegeben: Ihre ist die zweite Freigabe.`,
    look: (count) =>
      plural(
        count,
        "bleibt liegen, weil der Entwurf angesehen werden muss.",
        "bleiben liegen, weil der Entwurf angesehen werden muss.",
      ),
    none: "Keiner hat einen Entwurf, der ungelesen freigegeben werden kann. Öffnen Sie sie einzeln.",
    why: "Sicher: Jeder Satz stützt sich auf einen Artikel, und die Tonprüfung hat keinen Hinweis.",
    dismissed: (count) =>
      count === 1
        ? "Er wird ohne Antwort geschlossen. Sie können es zurücknehmen."
        : "Sie werden ohne Antwort geschlossen. Sie können es zurücknehmen.",
    left: (count) =>
      plural(
        count,
        "bleibt liegen, weil schon darüber entschieden ist.",
        "bleiben liegen, weil schon darüber entschieden ist.",
      ),
    labelled: "Der Bot lernt daraus.",
    snoozed: "Sie verlassen den Eingang und kommen von selbst wieder oder wenn wieder geschrieben wird.",
    person: "Person",
    nobody: "Niemand",
    peopleFailed: "Die Liste der Personen konnte nicht geladen werden.",
    when: "Bis",
    moment: "Tag und Uhrzeit",
    past: "Wählen Sie eine Zeit, die noch kommt.",
    until: {
      hour: "In einer Stunde",
      evening: "Heute Abend",
      tomorrow: "Morgen früh",
      monday: "Montag früh",
      moment: "Andere Zeit",
    },
    running: (done, total) => `${done} von ${total}…`,
    progress: "Fortschritt",
    outcome: "Für viele erledigt",
    done: {
      approve: (count) => `${replies(count)} freigegeben`,
      dismiss: (count) => `${comments(count)} verworfen`,
      assign: (count) => `${comments(count)} zugewiesen`,
      label: (count) => `${comments(count)} neu eingeordnet`,
      snooze: (count) => `${comments(count)} zurückgestellt`,
    },
    refused: (count) => plural(count, "blieb, wie er war:", "blieben, wie sie waren:"),
    notUndone: (count) =>
      plural(count, "konnte nicht zurückgenommen werden:", "konnten nicht zurückgenommen werden:"),
    undone: (count) => `${comments(count)} zurückgenommen`,
    undoing: "Wird zurückgenommen…",
    putAway: "Weglegen",
    someone: "Jemand",
  },

  palette: {
    title: "Befehle",
    open: "Befehle",
    placeholder: "Was möchten Sie tun?",
    none: "Nichts passt. Versuchen Sie andere Wörter.",
    hint: "Pfeiltasten wählen, Eingabe führt aus, Esc schließt.",
    groups: {
      comment: "Dieser Kommentar",
      queue: "Eingang",
      views: "Ansichten",
      pages: "Seiten",
      articles: "Artikel",
      go: "Gehe zu",
      look: "Aussehen",
    },
    search: (words) => `Kommentare nach „${words}“ durchsuchen`,
    searchArticles: (words) => `Artikel nach „${words}“ durchsuchen`,
    page: (name) => `Kommentare auf ${name}`,
    pageSettings: (name) => `Einstellungen von ${name}`,
    newArticle: "Neuer Artikel",
    saveView: "Ansicht speichern",
    theme: { system: "Farben wie das System", light: "Helle Farben", dark: "Dunkle Farben" },
    density: { comfortable: "Bequemer Abstand", dense: "Enger Abstand" },
    keys: "Tasten zeigen",
  },

  keyNames: {
    pick: "Für eine Sammelaktion auswählen",
    snooze: "Zurückstellen",
    assign: "Zuweisen",
    note: "Notiz schreiben",
    escalate: "Hilfe rufen",
    hint: "Anderer Entwurf mit Hinweis",
    filter: "Eingang filtern",
    commands: "Befehle",
    range: "Bereich auswählen",
    clear: "Auswahl aufheben",
    label: "Sagen, was der Kommentar ist",
    skipLabel: "Überspringen",
    undoLabel: "Die letzte Antwort zurücknehmen",
    groups: { many: "Viele auf einmal", learning: "Als Nächstes einordnen" },
  },

  spacing: { title: "Abstand", comfortable: "Bequem", dense: "Eng" },

  desktop: {
    title: "Desktop-Benachrichtigungen",
    toggle: "Eskalationen und Erwähnungen",
    blocked: "Ihr Browser blockiert Benachrichtigungen für diese Website. Erlauben Sie sie dort zuerst.",
    missing: "Dieser Browser kennt keine Benachrichtigungen.",
    on: "Sie erfahren es hier, wenn ein Kommentar eskaliert oder jemand aus dem Team Sie erwähnt.",
    escalation: (author) => `${author}: braucht sofort einen Menschen`,
    mention: (author) => `Sie wurden in einer Notiz zum Kommentar von ${author} erwähnt`,
  },
};
