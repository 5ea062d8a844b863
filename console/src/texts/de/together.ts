import type { together as english } from "../together";
import type { Widened } from "../widened";
import { plural } from "./plural";

/** What working together says, in German. Where the person may be “Sie”, no verb follows that would change with it. */
export const together: Widened<typeof english> = {
  label: "Wer macht was",
  present: {
    editing: (name) => `${name} bearbeitet dies gerade`,
    viewing: (names) => `${names} ${names.includes(" und ") ? "sehen" : "sieht"} sich dies an`,
    both: (name) =>
      `${name} bearbeitet dies auch. Nur eine Antwort kann gesendet werden; was Sie beide getippt haben, bleibt erhalten.`,
    locked: (name) =>
      `${name} bearbeitet diese Antwort. Ihre wäre eine zweite; nur eine kann gesendet werden.`,
    takeOver: "Trotzdem bearbeiten",
  },
  takeOver: {
    title: (name) => `${name} bearbeitet diese Antwort`,
    text: "Wenn Sie weitermachen, schreiben Sie beide, und wer zuerst freigibt, sendet. Nichts Getipptes geht verloren.",
    leave: (name) => `${name} überlassen`,
    submit: "Trotzdem weitermachen",
  },
  unsent: {
    title: "Ihr Text wurde nicht gesendet",
    text: "Er bleibt hier, bis Sie ihn weglegen oder diesen Tab schließen.",
    copy: "Kopieren",
    copied: "Kopiert",
    drop: "Weglegen",
  },

  assign: "Zuweisen",
  assignedTo: (name) => `Zugewiesen an ${name}`,
  assignedToYou: "Ihnen zugewiesen",
  assignTitle: "Wer kümmert sich um diesen Kommentar?",
  findPerson: "Person suchen",
  nobody: "Niemand",
  you: (name) => `${name} (Sie)`,
  asNow: "wie jetzt",
  away: "abwesend",
  noPerson: "Niemand mit diesem Namen kann auf dieser Seite entwerfen.",
  peopleFailed: "Ihr Team konnte nicht geladen werden.",
  awayItem: "Ich bin abwesend: nichts Neues zuweisen",
  awayNow: "Sie sind abwesend. Zurückkommen",
  awayOn: "Neue Kommentare gehen an Ihnen vorbei, bis Sie zurück sind.",
  awayOff: "Willkommen zurück: Neue Kommentare kommen wieder zu Ihnen.",

  snooze: "Zurückstellen",
  snoozedUntil: (time) => `Zurückgestellt bis ${time}`,
  remindedAt: (time) => `Erinnerung: ${time}`,
  snoozeTitle: "Wann soll er wiederkommen?",
  snoozeText: "Er verlässt den Eingang und kommt von selbst wieder, oder sofort, wenn er geändert wird.",
  remindText: "Er bleibt im Eingang; Sie werden erinnert, wenn bis dahin niemand geantwortet hat.",
  remindOnly: "Im Eingang lassen und nur erinnern",
  times: {
    hour: "In einer Stunde",
    afternoon: "Heute Nachmittag",
    tomorrow: "Morgen um 9:00",
    monday: "Montag um 9:00",
  },
  date: "Oder zu einem Zeitpunkt",
  dateWrong: "Wählen Sie eine Zeit in der Zukunft, höchstens ein Jahr voraus.",
  dateSubmit: "Diese Zeit nehmen",
  backNow: "Jetzt zurück in den Eingang",
  noReminder: "Keine Erinnerung mehr",

  escalate: "Eskalieren",
  escalated: "Eskaliert",
  escalateTitle: "Diesen Kommentar nach vorn holen",
  escalateText: "Er kommt bei allen vor jedem, den niemand eskaliert hat.",
  escalateNote: "Warum? Das Team liest es im Verlauf (optional)",
  escalateSubmit: "Eskalieren",

  notes: {
    label: "Notizen",
    hint: "Nur Ihr Team sieht Notizen. Mit @ erwähnen Sie jemanden.",
    none: "Noch keine Notizen.",
    write: "Notiz fürs Team",
    submit: "Notiz hinzufügen",
    add: "Notiz",
    adding: "Wird hinzugefügt…",
    added: "Notiz hinzugefügt.",
    failed: "Die Notiz wurde nicht hinzugefügt. Ihr Text bleibt erhalten.",
    people: "Personen zum Erwähnen",
    found: (count) => plural(count, "Person", "Personen"),
  },
  earlier: {
    label: (author) => `Früher von ${author}`,
    answered: "Beantwortet:",
  },

  done: {
    assigned: (name) => `Zugewiesen an ${name}.`,
    unassigned: "Niemand kümmert sich jetzt darum.",
    snoozed: (time) => `Zurückgestellt bis ${time}.`,
    unsnoozed: "Wieder im Eingang.",
    reminder: (time) => `Sie werden erinnert: ${time}.`,
    noReminder: "Keine Erinnerung mehr.",
    escalated: "Eskaliert: Er steht jetzt vor den anderen im Eingang.",
  },
  refused: (author) => `Der Kommentar von ${author} hat sich inzwischen geändert`,
  failed: (author) => `Beim Kommentar von ${author} hat es nicht geklappt`,

  told: {
    assigned: "Ihnen wurde ein Kommentar zugewiesen.",
    noted: ["Sie wurden erwähnt", "Jemand aus dem Team erwähnt Sie in einer Notiz."],
    woken: ["Ein Kommentar ist wieder da", "Seine Wartezeit ist vorbei."],
    reminded: ["Erinnerung", "Auf diesen Kommentar hat noch niemand geantwortet."],
  },

  history: {
    assigned: (actor, name) => `${actor}: zugewiesen an ${name}`,
    itself: (actor) => `${actor}: selbst übernommen`,
    unassigned: (actor) => `${actor}: Zuweisung aufgehoben`,
    turn: (name) => `An der Reihe: ${name}`,
    snoozed: (actor, time) => `${actor}: zurückgestellt bis ${time}`,
    unsnoozed: (actor) => `${actor}: zurückgeholt`,
    woken: (name) => (name ? `Wieder da, für ${name}` : "Wieder da"),
    reminder_set: (actor, time) => `${actor}: Erinnerung gesetzt, ${time}`,
    reminder_dropped: (actor) => `${actor}: Erinnerung aufgehoben`,
    reminded: (name) => (name ? `Erinnerung an ${name}` : "Eine Erinnerung war fällig"),
    escalated: (actor, note) => `${actor}: eskaliert${note ? `: ${note}` : ""}`,
    noted: (actor, names) => `${actor}: Notiz geschrieben${names ? ` für ${names}` : ""}`,
  },

  keys: {
    title: "Gemeinsam",
    assign: "Zuweisen",
    snooze: "Zurückstellen oder erinnern lassen",
    note: "Notiz schreiben",
    escalate: "Eskalieren",
  },

  setting: {
    label: "Neue Kommentare gehen an",
    none: "Niemanden: wer sie nimmt",
    "round-robin": "Wer an der Reihe ist",
    hint: "Reihum unter denen, die auf der Seite entwerfen oder freigeben und nicht abwesend sind.",
  },
};
