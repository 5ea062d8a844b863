import { plural } from "./plural";

type Count = (name: string) => number;
type Name = (name: string) => string;

const decisions = (count: number): string => plural(count, "decision", "decisions");
const rightOf = (n: Count): string =>
  `Of the ${decisions(n("rows"))} held out, the new model reads ${n("challenger")} right, the old one ${n("champion")}`;

/** The Learning page, in English; loaded with it, not with the first screen. */
export const learning = {
  title: "Learning",
  text: "What you say here is what the assistant learns from. Nothing you do here posts anything.",
  next: {
    title: "Label next",
    text: "The comments whose label would teach the assistant most. What is it?",
    page: "Page",
    failed: "The comments could not be loaded",
    progress: (done: number, total: number) => `${done} of ${total} today`,
    item: "Comment to label",
    why: {
      unsure: "The assistant was not sure.",
      divided: "The parts of the assistant did not agree.",
      new: "It is like nothing that was learned so far.",
    },
    labels: "What it is",
    skip: "Skip",
    undo: "Undo",
    labelled: (intent: string) => `Labelled: ${intent}.`,
    skipped: "Skipped.",
    undone: "Taken back.",
    open: "See the conversation",
    done: ["Nothing left to label today", "Come back tomorrow."] as const,
    noPage: ["No page yet", "Once a page has comments, the ones to label appear here."] as const,
  },
  runs: {
    title: "Runs",
    text: "A run learns from all labels and decisions so far. Its model takes over only if it is better, and worse at nothing; otherwise the present one stays.",
    failed: "The runs could not be loaded",
    learn: "Learn now",
    cancel: "Cancel the run",
    cancelled: "The run is cancelled; nothing was changed.",
    idle: "No run is under way.",
    untilNext: (decided: number, needed: number) =>
      `${decided} of ${plural(needed, "new decision", "new decisions")} until the next run.`,
    notBefore: (when: string) => `It begins no earlier than ${when}.`,
    asked: "A run is asked for and begins within seconds.",
    progress: "What the run is doing",
    stages: {
      gathering: "Gathering what people decided",
      training: "Training a new model",
      trying: "Trying both models",
      judging: "Comparing them",
      promoting: "Putting the new model into service",
    },
    since: (when: string) => `since ${when}`,
    last: "Last runs",
    none: "There was no run yet.",
    verdict: {
      asked: "It has not begun.",
      running: "It is under way.",
      promoted: "The new model is better and serves now.",
      kept: "The new model was not better beyond doubt; the present one stays.",
      nothing: "There was nothing new to learn.",
      cancelled: "It was cancelled; nothing was changed.",
      failed: "It failed; nothing was changed.",
    },
    askedBy: (name: string, when: string) => `${name}, ${when}`,
    show: "What it found",
    showName: (when: string) => `What it found, ${when}`,
    report: "Report",
    reportName: (when: string) => `Report of the run, ${when}`,
    hide: "Hide",
    learnedFrom: (examples: number, learned: number, held: number) =>
      `Of ${plural(examples, "label", "labels")}, it learned from ${learned} and kept ${held} for the comparison.`,
    differ: (gains: number, losses: number) =>
      `The new model gets ${gains} right that the present one gets wrong, and ${losses} wrong that the present one gets right.`,
    reasons: "Why",
    figures: "In numbers",
    figure: "Figure",
    before: "Present model",
    after: "New model",
    figureNames: {
      macro_f1: "All kinds alike (macro-F1)",
      complaint_recall: "Complaints found",
      quadratic_score: "Sure of the right label",
      log_share: "Sure of the right label (logarithm)",
      calibration: "Surer than it should be",
    },
    sets: { decisions: "your decisions", shipped: "shipped examples", gold: "your own examples" },
    gained: "What the new model gets right",
    lost: "What the new model gets wrong",
    example: "Comment",
    right: "It is",
    gone: "The text is not there any more.",
    repeats: "Repeated words, each counted once",
    repeated: (times: number, authors: number) =>
      `${plural(times, "time", "times")} from ${plural(authors, "person", "people")}`,
  },
  report: {
    title: "Report of a run",
    failed: "The report could not be loaded",
    inWords: "In plain words",
    before: "Model before",
    run: "Run",
    week: "Week",
    runOf: (day: string, outcome: string) => `${day}, ${outcome}`,
    outcomes: {
      asked: "not begun",
      running: "under way",
      promoted: "the new model serves",
      kept: "the model before stays",
      nothing: "nothing new",
      cancelled: "cancelled",
      failed: "failed",
    },
    keys: "Arrow keys go from point to point.",
    nothing: "Nothing to show yet.",
    kinds: {
      question: "questions",
      complaint: "complaints",
      praise: "comments of praise",
      other: "comments with nothing to answer",
    },
    sentences: {
      under_way: () => "The run has not ended.",
      cancelled: () => "The run was stopped; nothing was changed.",
      failed: () => "The run failed; the model that served goes on serving.",
      nothing_yet: () => "There was nothing to learn: there is no decision yet that could be learned from.",
      nothing_new: (n: Count) =>
        `There was nothing new to learn: the model that serves has learned from the same ${decisions(n("learned"))}.`,
      promoted: (n: Count) =>
        `The new model was put into service: it reads the ${decisions(n("rows"))} held out better than chance explains, and no other check spoke against it.`,
      promoted_surer: (n: Count) =>
        `The new model was put into service: it is surer of the right label of the ${decisions(n("rows"))} held out than chance explains, and no check spoke against it.`,
      kept_worse: (n: Count) =>
        `The new model was not put into service: ${plural(n("checks"), "check", "checks")} found it worse.`,
      kept_few: (n: Count) =>
        `The new model was not put into service: ${decisions(n("rows"))} held out are too few to tell, ${n("needed")} are needed.`,
      kept_no_better: (n: Count) =>
        `The new model was not put into service: on the ${decisions(n("rows"))} held out it is not better than chance explains.`,
      not_compared: () => "No two models were compared, so nothing became better or worse.",
      none_held_out: () => "No decision was held out, so it is not known which model reads comments better.",
      read: (n: Count) => `${rightOf(n)}.`,
      read_and_found: (n: Count) =>
        `${rightOf(n)}; of ${plural(n("complaints"), "complaint", "complaints")} among them the new one finds ${n("challenger_found")}, the old one ${n("champion_found")}.`,
      again: () => "Start another run: it begins from the start, with all decisions made until then.",
      label_more: (n: Count) =>
        `Label more comments next: ${n("held_out")} were held out, ${n("needed")} are needed to compare models, and that takes at least ${decisions(n("more"))} more.`,
      settle: (n: Count) =>
        `Settle ${plural(n("texts"), "text", "texts")} next that people labelled differently: until then nothing is learned from them.`,
      worst: (n: Count, named: Name) =>
        `Next, on ${named("page")}, label more ${named("intent")}: the model that serves after the run reads ${n("right")} of ${n("rows")} right, the lowest share among your pages and kinds with at least ${n("fewest")}.`,
      go_on: () => "Go on labelling: the page Learning lists the comments whose label teaches most.",
    },
    curve: {
      title: "Learning curve",
      says: (after: string, before: string) =>
        `In the last run shown, the new model reaches a macro-F1 of ${after} on decisions that were held out, the model before ${before}.`,
      note: "Each run holds out newer decisions, so only the two models of the same run were asked the same.",
      first: "One run so far: more points come with the next ones.",
      none: "No run up to here compared two models.",
    },
    recall: {
      title: "Complaints found",
      says: (after: string, before: string) =>
        `In the last run shown, the new model finds ${after} of the complaints held out, the model before ${before}.`,
      none: "In the last run shown no complaint was held out.",
    },
    calibration: {
      title: "As sure as right",
      says: (rows: number, after: string, before: string) =>
        `Over ${decisions(rows)} held out, how sure the new model is differs from how often it is right by ${after}, the model before by ${before}.`,
      note: "Above the line of “as sure as right” a model is right more often than it claims; below, less often. Few decisions in a place say little.",
      notMeasured: "Not measured in this run.",
      none: "No decision was held out.",
      ideal: "As sure as right",
      sure: "How sure",
      bin: (low: number, high: number, after: number, before: number) =>
        `${low} to ${high} % sure (new model ${after}, model before ${before})`,
    },
    decisions: {
      title: "Decisions a week",
      series: "Decisions",
      says: (count: number, weeks: number) =>
        `${decisions(count)} in the ${weeks} weeks up to the run, the last one not whole.`,
    },
    unchanged: {
      title: "Approved unchanged",
      series: "Approved unchanged",
      says: (share: string, approved: number) =>
        `${share} of ${plural(approved, "approved reply is", "approved replies are")} the draft as it was.`,
      none: "No reply was approved in these weeks.",
    },
    edits: {
      title: "How much drafts are edited",
      series: "Changed, on average",
      says: (share: string, drafts: number) =>
        `Of ${plural(drafts, "draft", "drafts")} that were approved, ${share} of the words were changed on average, those that were left as they were included.`,
      none: "No draft was approved in these weeks.",
    },
  },
  models: {
    title: "Models",
    failed: "The models could not be loaded",
    states: { champion: "serves", former: "served before", kept: "not promoted", damaged: "damaged" },
    shipped: "As shipped, learned from no decisions",
    learned: (count: number) => `Learned from ${plural(count, "decision", "decisions")}`,
    made: (when: string) => `made ${when}`,
    promotedBy: (name: string, when: string) => `promoted by ${name}, ${when}`,
    promote: "Promote",
    promoteName: (file: string) => `Promote ${file}`,
    promoteTitle: "Have this model serve?",
    promoteText: (file: string) =>
      `Every server takes over ${file}, without a pause. The present model is kept, and one click brings it back.`,
    promoted: (file: string) => `${file} serves now.`,
    rollback: "Roll back",
    rollbackTitle: "Go back to the model before?",
    rollbackText: "Every server takes over the model that served before, without a pause.",
    servers: "Servers",
    serves: (address: string, model: string) => `${address} serves ${model}`,
    silent: (address: string) => `${address} does not answer`,
  },
  contradictions: {
    title: "Labels to settle",
    text: "People said different things of the same words. Until somebody settles it, nothing is learned from them.",
    failed: "They could not be loaded",
    none: "People agree about everything.",
    said: (name: string, intent: string, when: string) => `${name}: ${intent}, ${when}`,
    settle: (intent: string, text: string) => `${intent}: “${text}”`,
    settled: (intent: string) => `Settled: ${intent}.`,
  },
  shadow: {
    title: "Shadow run",
    text: "A model reads new comments beside the one that serves. It decides nothing; here is where the two differ.",
    failed: "The shadow run could not be loaded",
    start: "Try it on new comments",
    startName: (file: string) => `Try ${file} on new comments`,
    hours: (count: number) => plural(count, "hour", "hours"),
    hoursName: (file: string) => `How long ${file} is tried`,
    stop: "Stop the shadow run",
    stopped: "The shadow run is stopped; what it found stays.",
    promoteName: (file: string) => `Promote ${file} after its shadow run`,
    pair: (model: string, champion: string) => `${model} beside ${champion}`,
    states: {
      asked: "It begins within a minute.",
      running: (until: string) => `It reads until ${until}.`,
      finished: (when: string) => `Its time was over ${when}.`,
      stopped: (name: string, when: string) => `Stopped by ${name}, ${when}.`,
      ended: (when: string) => `It ended ${when}.`,
      failed: (when: string) => `It broke off ${when}.`,
    },
    counts: (agree: number, differ: number) =>
      `Of ${plural(agree + differ, "comment", "comments")}, both say the same of ${agree} and differ on ${differ}.`,
    unreadable: (count: number) => `It could make nothing of ${plural(count, "comment", "comments")}.`,
    byHand: (count: number, challenger: number, champion: number, neither: number) =>
      `Of ${count} that people labelled and the models differ on, the new one has ${challenger} right, the present one ${champion}, neither ${neither}.`,
    standing: (count: number, challenger: number, champion: number, neither: number) =>
      `Of ${count} that people only answered or dismissed, ${challenger} go with the new one, ${champion} with the present one, ${neither} with neither. A label that only stood is mostly the present model’s own.`,
    differences: "Where they differ",
    newest: (shown: number, count: number) => `The newest ${shown} of ${count}.`,
    saidByHand: "A person said",
    stood: "It stood as",
  },
  nearlySame: {
    title: "Almost the same, other labels",
    text: "These read almost the same, and different people labelled them differently. Both are learned from as they are until somebody settles it.",
    failed: "They could not be loaded",
    none: "Nothing that reads almost the same has two labels.",
    same: "Reads almost the same:",
    both: (intent: string, text: string) => `Both are ${intent}: “${text}”`,
    keep: "They differ",
    keepName: (text: string) => `They differ, each keeps its label: “${text}”`,
    kept: "Each keeps its label.",
  },
  files: {
    title: "Lessons as files",
    text: "What the assistant learns from, without personal data, for other tools; and labels that people gave there. Nothing you do here posts anything.",
    page: "Page of the lessons",
    format: "Kind of file",
    formats: {
      rasa: "Rasa training data (YAML)",
      csv: "Table (CSV)",
      "label-studio": "Label Studio (JSON)",
      argilla: "Argilla (JSON lines)",
    },
    export: "Export",
    import: "Import labels from a file",
    tooBig: "The file is larger than 2.2 MB: import it with ./sharewell lessons import, or in parts.",
    confirm: "Import",
    replace: "Also where people said something else here",
    wouldTake: (labels: number, texts: number) =>
      `It would label ${plural(labels, "comment", "comments")} and add ${plural(texts, "text", "texts")}.`,
    taken: (labels: number, texts: number) =>
      `${plural(labels, "comment", "comments")} labelled, ${plural(texts, "text", "texts")} added.`,
    readAs: (format: string) => `Read as ${format}.`,
    known: (count: number) => `${plural(count, "label is", "labels are")} there already.`,
    unknownLabel: (count: number) =>
      `${plural(count, "row has", "rows have")} a label that the desk doesn't know.`,
    unknownComment: (count: number) =>
      `${plural(count, "row is", "rows are")} about a comment that is not there, or was edited since.`,
    contradictions: (count: number) =>
      `${plural(count, "row says", "rows say")} something else than people here, or than another row.`,
    unreadable: (count: number) => `${plural(count, "row", "rows")} can't be read.`,
    leftOut: "What is left out, and why",
    line: (line: number, reason: string) => `Line ${line}: ${reason}`,
    failed: "The imports could not be loaded",
    earlier: "Last imports",
    by: (name: string, when: string, page: string, format: string) =>
      `${name}, ${when} · ${page} · ${format}`,
    undo: "Take back",
    undoName: (when: string) => `Take back the import of ${when}`,
    undoTitle: "Take this import back?",
    undoText: "Its labels are taken back and its texts removed. What people said since stays.",
    undone: "The import is taken back.",
    undoneAt: (when: string) => `taken back ${when}`,
  },
};
