import type { learning as english } from "../learning";
import type { Widened } from "../widened";
import { inDigits, plural } from "./plural";

const decisions = (count: number): string => plural(count, "Entscheidung", "Entscheidungen");
const denselben = (count: number): string =>
  count === 1 ? "derselben Entscheidung" : `denselben ${decisions(count)}`;
const rightOf = (n: (name: string) => number): string =>
  `Von ${plural(n("rows"), "zurückgehaltenen Entscheidung", "zurückgehaltenen Entscheidungen")} liest das neue Modell ${inDigits(n("challenger"))} richtig, das alte ${inDigits(n("champion"))}`;

export const learning: Widened<typeof english> = {
  title: "Lernen",
  text: "Was Sie hier sagen, daraus lernt der Assistent. Nichts, was Sie hier tun, veröffentlicht etwas.",
  next: {
    title: "Als Nächstes einordnen",
    text: "Die Kommentare, deren Einordnung den Assistenten am meisten lehrt. Was ist es?",
    page: "Seite",
    failed: "Die Kommentare konnten nicht geladen werden",
    progress: (done, total) => `${done} von ${total} heute`,
    item: "Kommentar zum Einordnen",
    why: {
      unsure: "Der Assistent war sich nicht sicher.",
      divided: "Die Teile des Assistenten waren sich nicht einig.",
      new: "Es gleicht nichts, was bisher gelernt wurde.",
    },
    labels: "Was es ist",
    skip: "Überspringen",
    undo: "Zurücknehmen",
    labelled: (intent) => `Eingeordnet: ${intent}.`,
    skipped: "Übersprungen.",
    undone: "Zurückgenommen.",
    open: "Zur Unterhaltung",
    done: ["Heute ist nichts mehr einzuordnen", "Kommen Sie morgen wieder."],
    noPage: ["Noch keine Seite", "Sobald eine Seite Kommentare hat, stehen hier die, die einzuordnen sind."],
  },
  runs: {
    title: "Läufe",
    text: "Ein Lauf lernt aus allen bisherigen Einordnungen und Entscheidungen. Sein Modell übernimmt nur, wenn es besser ist und nirgends schlechter; sonst bleibt das jetzige.",
    failed: "Die Läufe konnten nicht geladen werden",
    learn: "Jetzt lernen",
    cancel: "Lauf abbrechen",
    cancelled: "Der Lauf ist abgebrochen; nichts wurde geändert.",
    idle: "Gerade läuft keiner.",
    untilNext: (decided, needed) =>
      `${decided} von ${plural(needed, "neuen Entscheidung", "neuen Entscheidungen")} bis zum nächsten Lauf.`,
    notBefore: (when) => `Er beginnt frühestens ${when}.`,
    asked: "Ein Lauf ist bestellt und beginnt in wenigen Sekunden.",
    progress: "Was der Lauf gerade tut",
    stages: {
      gathering: "Sammeln, was Menschen entschieden haben",
      training: "Ein neues Modell trainieren",
      trying: "Beide Modelle erproben",
      judging: "Beide vergleichen",
      promoting: "Das neue Modell in Dienst nehmen",
    },
    since: (when) => `seit ${when}`,
    last: "Letzte Läufe",
    none: "Es gab noch keinen Lauf.",
    verdict: {
      asked: "Er hat noch nicht begonnen.",
      running: "Er läuft.",
      promoted: "Das neue Modell ist besser und im Dienst.",
      kept: "Das neue Modell war nicht zweifelsfrei besser; das jetzige bleibt.",
      nothing: "Es gab nichts Neues zu lernen.",
      cancelled: "Er wurde abgebrochen; nichts wurde geändert.",
      failed: "Er ist gescheitert; nichts wurde geändert.",
    },
    askedBy: (name, when) => `${name}, ${when}`,
    show: "Was er ergab",
    showName: (when) => `Was er ergab, ${when}`,
    report: "Bericht",
    reportName: (when) => `Bericht des Laufs, ${when}`,
    hide: "Ausblenden",
    learnedFrom: (examples, learned, held) =>
      `Von ${plural(examples, "Einordnung", "Einordnungen")} lernte er aus ${learned} und behielt ${held} für den Vergleich.`,
    differ: (gains, losses) =>
      `Das neue Modell hat ${gains}-mal recht, wo das jetzige irrt, und irrt ${losses}-mal, wo das jetzige recht hat.`,
    reasons: "Warum",
    figures: "In Zahlen",
    figure: "Kennzahl",
    before: "Jetziges Modell",
    after: "Neues Modell",
    figureNames: {
      macro_f1: "Alle Arten gleich gewichtet (Makro-F1)",
      complaint_recall: "Gefundene Beschwerden",
      quadratic_score: "Sicherheit bei der richtigen Art",
      log_share: "Sicherheit bei der richtigen Art (Logarithmus)",
      calibration: "Sicherer, als es sein sollte",
    },
    sets: {
      decisions: "Ihre Entscheidungen",
      shipped: "mitgelieferte Beispiele",
      gold: "Ihre eigenen Beispiele",
    },
    gained: "Worin das neue Modell recht hat",
    lost: "Worin das neue Modell irrt",
    example: "Kommentar",
    right: "Es ist",
    gone: "Den Text gibt es nicht mehr.",
    repeats: "Wiederholte Worte, jedes einmal gezählt",
    repeated: (times, authors) => `${times}-mal von ${plural(authors, "Person", "Personen")}`,
  },
  report: {
    title: "Bericht eines Laufs",
    failed: "Der Bericht konnte nicht geladen werden",
    inWords: "In einfachen Worten",
    before: "Modell davor",
    run: "Lauf",
    week: "Woche",
    runOf: (day, outcome) => `${day}, ${outcome}`,
    outcomes: {
      asked: "nicht begonnen",
      running: "läuft",
      promoted: "das neue Modell ist im Dienst",
      kept: "das Modell davor bleibt",
      nothing: "nichts Neues",
      cancelled: "abgebrochen",
      failed: "gescheitert",
    },
    keys: "Pfeiltasten gehen von Punkt zu Punkt.",
    nothing: "Noch gibt es nichts zu zeigen.",
    kinds: {
      question: "Fragen",
      complaint: "Beschwerden",
      praise: "lobende Kommentare",
      other: "Kommentare ohne Antwortbedarf",
    },
    sentences: {
      under_way: () => "Der Lauf ist noch nicht zu Ende.",
      cancelled: () => "Der Lauf wurde abgebrochen; nichts wurde geändert.",
      failed: () => "Der Lauf ist gescheitert; das Modell davor bleibt im Dienst.",
      nothing_yet: () => "Es gab nichts zu lernen: Noch gibt es keine Entscheidung, aus der zu lernen wäre.",
      nothing_new: (n) =>
        `Es gab nichts Neues zu lernen: Das Modell im Dienst hat aus ${denselben(n("learned"))} gelernt.`,
      promoted: (n) =>
        `Das neue Modell wurde in Dienst genommen: Es liest die ${decisions(n("rows"))}, die zurückgehalten wurden, besser, als der Zufall erklärt, und keine andere Prüfung sprach dagegen.`,
      promoted_surer: (n) =>
        `Das neue Modell wurde in Dienst genommen: Bei den Entscheidungen, die zurückgehalten wurden (${inDigits(n("rows"))}), ist es sich der richtigen Art sicherer, als der Zufall erklärt, und keine Prüfung sprach dagegen.`,
      kept_worse: (n) =>
        `Das neue Modell wurde nicht in Dienst genommen: ${plural(n("checks"), "Prüfung fand", "Prüfungen fanden")} es schlechter.`,
      kept_few: (n) =>
        `Das neue Modell wurde nicht in Dienst genommen: ${plural(n("rows"), "zurückgehaltene Entscheidung reicht", "zurückgehaltene Entscheidungen reichen")} nicht für ein Urteil, nötig sind ${inDigits(n("needed"))}.`,
      kept_no_better: (n) =>
        `Das neue Modell wurde nicht in Dienst genommen: Bei den zurückgehaltenen Entscheidungen (${inDigits(n("rows"))}) ist es nicht besser, als der Zufall erklärt.`,
      not_compared: () => "Es wurden keine zwei Modelle verglichen; nichts wurde besser oder schlechter.",
      none_held_out: () =>
        "Keine Entscheidung wurde zurückgehalten; so ist nicht bekannt, welches Modell Kommentare besser liest.",
      read: (n) => `${rightOf(n)}.`,
      read_and_found: (n) =>
        `${rightOf(n)}; von ${plural(n("complaints"), "Beschwerde", "Beschwerden")} darunter findet das neue ${inDigits(n("challenger_found"))}, das alte ${inDigits(n("champion_found"))}.`,
      again: () =>
        "Starten Sie einen weiteren Lauf: Er beginnt von vorn, mit allen Entscheidungen bis dahin.",
      label_more: (n) =>
        `Ordnen Sie als Nächstes mehr Kommentare ein: Zurückgehalten wurden ${inDigits(n("held_out"))}, für einen Vergleich nötig sind ${inDigits(n("needed"))}, und dazu braucht es mindestens ${plural(n("more"), "weitere Entscheidung", "weitere Entscheidungen")}.`,
      settle: (n) =>
        `Klären Sie als Nächstes ${plural(n("texts"), "Text", "Texte")}, zu denen Verschiedenes gesagt wurde: Bis dahin wird nichts daraus gelernt.`,
      worst: (n, named) =>
        `Ordnen Sie als Nächstes auf ${named("page")} mehr ${named("intent")} ein: Das Modell, das nach dem Lauf im Dienst ist, liest ${inDigits(n("right"))} von ${inDigits(n("rows"))} richtig, der niedrigste Anteil unter Ihren Seiten und Arten mit mindestens ${inDigits(n("fewest"))}.`,
      go_on: () =>
        "Ordnen Sie weiter ein: Die Seite „Lernen“ nennt die Kommentare, deren Einordnung am meisten lehrt.",
    },
    curve: {
      title: "Lernkurve",
      says: (after, before) =>
        `Im letzten gezeigten Lauf erreicht das neue Modell bei zurückgehaltenen Entscheidungen ein Makro-F1 von ${after}, das Modell davor ${before}.`,
      note: "Jeder Lauf hält neuere Entscheidungen zurück; dasselbe gefragt wurden nur die zwei Modelle desselben Laufs.",
      first: "Bisher ein Lauf: Weitere Punkte kommen mit den nächsten.",
      none: "Kein Lauf bis hierher verglich zwei Modelle.",
    },
    recall: {
      title: "Gefundene Beschwerden",
      says: (after, before) =>
        `Im letzten gezeigten Lauf findet das neue Modell ${after} der zurückgehaltenen Beschwerden, das Modell davor ${before}.`,
      none: "Im letzten gezeigten Lauf wurde keine Beschwerde zurückgehalten.",
    },
    calibration: {
      title: "So sicher wie richtig",
      says: (rows, after, before) =>
        `Über ${plural(rows, "zurückgehaltene Entscheidung", "zurückgehaltene Entscheidungen")} weicht, wie sicher sich das neue Modell ist, um ${after} davon ab, wie oft es recht hat, beim Modell davor um ${before}.`,
      note: "Über der Linie „so sicher wie richtig“ hat ein Modell öfter recht, als es behauptet, darunter seltener. Wenige Entscheidungen an einer Stelle sagen wenig.",
      notMeasured: "In diesem Lauf nicht gemessen.",
      none: "Keine Entscheidung wurde zurückgehalten.",
      ideal: "So sicher wie richtig",
      sure: "Wie sicher",
      bin: (low, high, after, before) =>
        `${low} bis ${high} % sicher (neues Modell ${inDigits(after)}, Modell davor ${inDigits(before)})`,
    },
    decisions: {
      title: "Entscheidungen je Woche",
      series: "Entscheidungen",
      says: (count, weeks) =>
        `${decisions(count)} in den ${weeks} Wochen bis zum Lauf, die letzte nicht ganz.`,
    },
    unchanged: {
      title: "Unverändert freigegeben",
      series: "Unverändert freigegeben",
      says: (share, approved) =>
        `${share} von ${plural(approved, "freigegebenen Antwort", "freigegebenen Antworten")} sind der Entwurf, wie er war.`,
      none: "In diesen Wochen wurde keine Antwort freigegeben.",
    },
    edits: {
      title: "Wie viel an Entwürfen geändert wird",
      series: "Geändert, im Mittel",
      says: (share, drafts) =>
        `Von ${plural(drafts, "Entwurf, der freigegeben wurde, wurden", "Entwürfen, die freigegeben wurden, wurden")} im Mittel ${share} der Wörter geändert, die unveränderten mitgezählt.`,
      none: "In diesen Wochen wurde kein Entwurf freigegeben.",
    },
  },
  models: {
    title: "Modelle",
    failed: "Die Modelle konnten nicht geladen werden",
    states: {
      champion: "im Dienst",
      former: "früher im Dienst",
      kept: "nicht übernommen",
      damaged: "beschädigt",
    },
    shipped: "Wie mitgeliefert, aus keiner Entscheidung gelernt",
    learned: (count) => `Aus ${plural(count, "Entscheidung", "Entscheidungen")} gelernt`,
    made: (when) => `entstanden ${when}`,
    promotedBy: (name, when) => `in Dienst genommen von ${name}, ${when}`,
    promote: "In Dienst nehmen",
    promoteName: (file) => `${file} in Dienst nehmen`,
    promoteTitle: "Dieses Modell in Dienst nehmen?",
    promoteText: (file) =>
      `Jeder Server übernimmt ${file}, ohne Pause. Das jetzige Modell bleibt erhalten; ein Klick bringt es zurück.`,
    promoted: (file) => `${file} ist im Dienst.`,
    rollback: "Zurück zum vorigen",
    rollbackTitle: "Zurück zum vorigen Modell?",
    rollbackText: "Jeder Server übernimmt das Modell, das zuvor im Dienst war, ohne Pause.",
    servers: "Server",
    serves: (address, model) => `${address}: ${model}`,
    silent: (address) => `${address} antwortet nicht`,
  },
  contradictions: {
    title: "Einordnungen zu klären",
    text: "Zu denselben Worten wurde Verschiedenes gesagt. Bis es jemand klärt, wird nichts daraus gelernt.",
    failed: "Sie konnten nicht geladen werden",
    none: "Alle sind sich einig.",
    said: (name, intent, when) => `${name}: ${intent}, ${when}`,
    settle: (intent, text) => `${intent}: „${text}“`,
    settled: (intent) => `Geklärt: ${intent}.`,
  },
  shadow: {
    title: "Schattenlauf",
    text: "Ein Modell liest neue Kommentare neben dem, das im Dienst ist. Es entscheidet nichts; hier steht, worin sich beide unterscheiden.",
    failed: "Der Schattenlauf konnte nicht geladen werden",
    start: "An neuen Kommentaren erproben",
    startName: (file) => `${file} an neuen Kommentaren erproben`,
    hours: (count) => plural(count, "Stunde", "Stunden"),
    hoursName: (file) => `Wie lange ${file} erprobt wird`,
    stop: "Schattenlauf beenden",
    stopped: "Der Schattenlauf ist beendet; was er ergab, bleibt.",
    promoteName: (file) => `${file} nach dem Schattenlauf in Dienst nehmen`,
    pair: (model, champion) => `${model} neben ${champion}`,
    states: {
      asked: "Er beginnt binnen einer Minute.",
      running: (until) => `Er liest bis ${until}.`,
      finished: (when) => `Seine Zeit war ${when} um.`,
      stopped: (name, when) => `Beendet von ${name}, ${when}.`,
      ended: (when) => `Er endete ${when}.`,
      failed: (when) => `Er brach ${when} ab.`,
    },
    counts: (agree, differ) =>
      `Von ${plural(agree + differ, "Kommentar", "Kommentaren")} sagen beide bei ${agree} dasselbe und bei ${differ} Verschiedenes.`,
    unreadable: (count) => `Mit ${plural(count, "Kommentar", "Kommentaren")} konnte es nichts anfangen.`,
    byHand: (count, challenger, champion, neither) =>
      `Von ${count}, die Menschen eingeordnet haben und bei denen sich die Modelle unterscheiden, hat das neue ${challenger} richtig, das jetzige ${champion}, keines ${neither}.`,
    standing: (count, challenger, champion, neither) =>
      `Von ${count}, die nur beantwortet oder abgelehnt wurden, sprechen ${challenger} für das neue, ${champion} für das jetzige, ${neither} für keines. Was nur stehen blieb, ist meist die Einordnung des jetzigen Modells selbst.`,
    differences: "Worin sie sich unterscheiden",
    newest: (shown, count) => `Die neuesten ${shown} von ${count}.`,
    saidByHand: "Ein Mensch sagte",
    stood: "Es blieb stehen als",
  },
  nearlySame: {
    title: "Fast dasselbe, andere Einordnung",
    text: "Diese Texte lesen sich fast gleich, und verschiedene Menschen haben sie verschieden eingeordnet. Bis es jemand klärt, wird aus beiden so gelernt, wie sie sind.",
    failed: "Sie konnten nicht geladen werden",
    none: "Nichts, was sich fast gleich liest, ist verschieden eingeordnet.",
    same: "Liest sich fast gleich:",
    both: (intent, text) => `Beides ist ${intent}: „${text}“`,
    keep: "Sie sind verschieden",
    keepName: (text) => `Sie sind verschieden, jede Einordnung bleibt: „${text}“`,
    kept: "Beide Einordnungen bleiben.",
  },
  files: {
    title: "Gelerntes als Datei",
    text: "Woraus der Assistent lernt, ohne persönliche Angaben, für andere Werkzeuge; und was Menschen dort eingeordnet haben. Nichts, was Sie hier tun, veröffentlicht etwas.",
    page: "Seite des Gelernten",
    format: "Art der Datei",
    formats: {
      rasa: "Rasa-Trainingsdaten (YAML)",
      csv: "Tabelle (CSV)",
      "label-studio": "Label Studio (JSON)",
      argilla: "Argilla (JSON-Zeilen)",
    },
    export: "Exportieren",
    import: "Einordnungen aus einer Datei importieren",
    tooBig:
      "Die Datei ist größer als 2,2 MB: Importieren Sie sie mit ./sharewell lessons import oder in Teilen.",
    confirm: "Importieren",
    replace: "Auch wo Menschen hier etwas anderes gesagt haben",
    wouldTake: (labels, texts) =>
      `Eingeordnet würden ${plural(labels, "Kommentar", "Kommentare")}, hinzu kämen ${plural(texts, "Text", "Texte")}.`,
    taken: (labels, texts) =>
      `${plural(labels, "Kommentar", "Kommentare")} eingeordnet, ${plural(texts, "Text", "Texte")} hinzugefügt.`,
    readAs: (format) => `Gelesen als ${format}.`,
    known: (count) => `${plural(count, "Einordnung ist", "Einordnungen sind")} schon da.`,
    unknownLabel: (count) =>
      `${plural(count, "Zeile nennt", "Zeilen nennen")} eine Art, die es hier nicht gibt.`,
    unknownComment: (count) =>
      `${plural(count, "Zeile meint", "Zeilen meinen")} einen Kommentar, den es nicht gibt oder der seither geändert wurde.`,
    contradictions: (count) =>
      `${plural(count, "Zeile sagt", "Zeilen sagen")} etwas anderes als Menschen hier oder als eine andere Zeile.`,
    unreadable: (count) => `${plural(count, "Zeile ist", "Zeilen sind")} nicht lesbar.`,
    leftOut: "Was ausgelassen wird und warum",
    line: (line, reason) => `Zeile ${line}: ${reason}`,
    failed: "Die Importe konnten nicht geladen werden",
    earlier: "Letzte Importe",
    by: (name, when, page, format) => `${name}, ${when} · ${page} · ${format}`,
    undo: "Zurücknehmen",
    undoName: (when) => `Den Import vom ${when} zurücknehmen`,
    undoTitle: "Diesen Import zurücknehmen?",
    undoText:
      "Seine Einordnungen werden zurückgenommen und seine Texte entfernt. Was Menschen seither gesagt haben, bleibt.",
    undone: "Der Import ist zurückgenommen.",
    undoneAt: (when) => `zurückgenommen ${when}`,
  },
};
