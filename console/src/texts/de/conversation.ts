import type { en } from "../en";
import type { Widened } from "../widened";
import { plural } from "./plural";

type Parts = "understood" | "conversation" | "reply" | "findings" | "evidence";

/** What stands beside one comment and its reply, in German. */
export const conversation: Widened<Pick<typeof en, Parts>> = {
  understood: {
    label: "Was der Bot verstanden hat",
    severity: (level, words) => `Schweregrad ${level}: ${words}`,
    language: (name) => `Sprache: ${name}`,
    nothing:
      "Der Bot hat diesen Kommentar nicht gelesen. Sie können ihn trotzdem beantworten oder verwerfen.",
    relabelled: (now, before) => `Neu eingeordnet als ${now}; der Bot sagte: ${before}`,
    escalates: "Vorsicht",
    names: (details) => `Einzelheiten: ${details}`,
    order: (text) => `Bestellung ${text}`,
  },

  conversation: {
    label: (author) => `Kommentar von ${author}`,
    back: "Eingang",
    previous: "Voriger Kommentar",
    next: "Nächster Kommentar",
    on: (channel, page) => `${channel} · ${page}`,
    original: "An Ort und Stelle ansehen",
    post: "Unter dem Beitrag",
    earlier: "Früher in diesem Gespräch",
    page: "Seite",
    edited: "bearbeitet",
    loading: "Gespräch wird geladen",
    failed: "Dieses Gespräch konnte nicht geladen werden",
    changedTitle: "Dieser Kommentar wurde geändert, während Sie ihn offen hatten",
    changedText: "Lesen Sie ihn noch einmal, bevor Sie entscheiden.",
    changedBefore: "Vorher:",
    changedSeen: "Ich habe ihn gelesen",
    deleted: "Dieser Kommentar wurde von seinem Autor gelöscht. Es gibt nichts mehr zu beantworten.",
    escalationMark: (reason) => `${reason}: `,
  },

  reply: {
    label: "Antwort",
    placeholder: "Antwort schreiben…",
    noDraft: "Es gibt keinen Entwurf: Schreiben Sie die Antwort selbst, oder fordern Sie einen an.",
    notEnglish: (language) =>
      `Sprache: ${language}. Der Bot entwirft nur auf Englisch. Schreiben Sie die Antwort selbst.`,
    unsure:
      "Der Bot ist nicht sicher, was dieser Kommentar ist, und hat deshalb nichts entworfen. Schreiben Sie die Antwort selbst, oder ordnen Sie ihn neu ein.",
    drafting: "Ein Entwurf wird geschrieben. Sie müssen nicht darauf warten.",
    none: "Keine Antwort vorgeschlagen",
    kinds: {
      answer: "Antwort",
      clarify: "Rückfrage",
      remedy: "Abhilfe",
      correct: "Richtigstellung",
      acknowledge: "Anerkennung",
      hand_over: "Zwischenbescheid",
      thanks: "Dank",
      learned: "Meist ergänzt",
      none: "Keine Antwort vorgeschlagen",
    },
    private: "Besser privat",
    privateText:
      "Diese Antwort fragt nach Persönlichem oder enthält es: Eine private Nachricht passt besser.",
    edited: "Von Ihnen bearbeitet",
    restore: "Zurück zum Entwurf",
    newer: "Es gibt einen neueren Entwurf. Ihr Text bleibt erhalten.",
    useNewer: "Neueren Entwurf nehmen",
    suggestions: "Texte zur Auswahl",
    theDraft: "Der Entwurf",
    yours: "Ihr Text",
    hide: "Besser verbergen.",
    hideFound: (kinds) => (kinds.length > 0 ? `Für alle sichtbar: ${kinds.join(", ")}.` : ""),
    summary: "Kurz gesagt:",
    grade: (grade) => `Lesestufe ${Math.round(grade)}`,
    gradeLabel:
      "Schuljahre, die man zum Lesen braucht, nach Flesch und Kincaid; bis 8 ist es einfache Sprache",
    wordedByModel: (model) => `Formuliert von ${model}; Fakten, Grenzen und Ton wurden geprüft.`,
    wordedOffline: (reason) => `Der Text des Sprachmodells wurde nicht verwendet: ${reason}`,
    count: (length, limit) => `${length} von ${limit}`,
    countLabel: "Zeichen, wie der Kanal sie zählt",
    tooLong: (over, channel) => `${over} zu viel für ${channel}. Kürzen Sie vor der Freigabe.`,
    readOnly: "Sie können Antworten lesen, aber nicht ändern: Ihre Rolle ist „Lesen“.",
    mayNotApprove: "Ihre Rolle darf entwerfen, aber nicht freigeben.",
  },

  findings: {
    label: "Tonprüfung",
    none: "Keine Hinweise",
    checking: "Wird geprüft…",
    failed: "Die Tonprüfung ist gerade nicht erreichbar.",
    count: (count) => plural(count, "Hinweis", "Hinweise"),
    unsupported: (missing) =>
      missing.length > 0
        ? `Kein Artikel und keine frühere Antwort sagt ${missing.map((words) => `„${words}“`).join(", ")}. Prüfen Sie es, oder streichen Sie es.`
        : "Kein Artikel und keine frühere Antwort sagt das. Prüfen Sie es, oder streichen Sie es.",
    select: (words) => `„${words}“ in der Antwort markieren`,
    instead: "Stattdessen:",
  },

  evidence: {
    label: "Woher es kommt",
    sentences: "Sätze",
    passages: "Belege",
    none: "Zu diesem Kommentar wurde weder ein Artikel noch eine frühere Antwort gefunden.",
    cites: (number) => `Beleg ${number}`,
    bare: "Kein Beleg",
    bareText: "Das sagt etwas, was hier kein Artikel stützt. Prüfen Sie es, oder streichen Sie es.",
    own: "Von Ihnen",
    ownText: "Das haben Sie geschrieben. Es wurde mit nichts abgeglichen.",
    unused: "Gefunden, nicht verwendet",
    more: (count) => `${plural(count, "weitere Stelle", "weitere Stellen")} gefunden`,
    article: "Artikel",
    reply: "Frühere Antwort",
    open: "Artikel lesen",
    site: "Auf der Website",
    roles: {
      greeting: "Anrede",
      empathy: "Mitgefühl",
      apology: "Entschuldigung",
      answer: "Antwort",
      learned: "Meist ergänzt",
      step: "Nächster Schritt",
      source: "Quelle",
      ask: "Rückfrage",
      holding: "Zwischenbescheid",
      thanks: "Dank",
      signature: "Unterschrift",
      own: "Von Ihnen",
    },
  },
};
