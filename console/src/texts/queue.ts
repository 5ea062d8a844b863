import { plural } from "./plural";

const comments = (count: number): string => plural(count, "comment", "comments");
const replies = (count: number): string => plural(count, "reply", "replies");
const seconds = (least: number, most: number): string =>
  least === most ? plural(least, "second", "seconds") : `${least} to ${plural(most, "second", "seconds")}`;

/** What the queue's views, filters, bulk actions and command palette say, in English. */
export const queueTexts = {
  places: {
    label: "Views",
    approval: "For approval",
    unsure: "Unsure",
    mine: "Mine",
    snoozed: "Snoozed",
    problems: "Publishing problems",
    sending: "Sending",
    done: "Done",
    all: "Everything",
    own: "Saved views",
    shared: "Shared",
    choose: "View:",
    narrowed: "filtered",
    save: "Save this view",
    saveTitle: "Save this view",
    saveText: (filters: string) => `It shows: ${filters}.`,
    name: "Name",
    namePlaceholder: "Complaints on Facebook",
    share: "Share it with everybody on this desk",
    change: (name: string) => `Rename or share the view “${name}”`,
    changeTitle: (name: string) => `Change “${name}”`,
    changeText: "Its filters stay as they are.",
    changeTheirs: "A colleague saved it. If it is no longer shared, only they still have it.",
    submit: "Save",
    delete: (name: string) => `Delete the view “${name}”`,
    deleteTitle: (name: string) => `Delete “${name}”?`,
    deleteText: "Only the view goes. The comments in it stay as they are.",
    deleteShared: "Colleagues who use it lose it too. The comments in it stay as they are.",
    deleteSubmit: "Delete",
    failed: "The view could not be changed",
    saved: (name: string) => `View “${name}” saved.`,
    changed: (name: string) => `View “${name}” changed.`,
    deleted: (name: string) => `View “${name}” deleted.`,
  },

  narrow: {
    label: "Filters",
    open: "Filter",
    title: "Show only",
    clear: "Clear",
    chip: (name: string, value: string) => `${name}: ${value}`,
    remove: (words: string) => `Remove the filter ${words}`,
    any: "Any",
    everywhere: "Search everything",
    everywhereText: "Done and snoozed comments and sent replies are searched too.",
    names: {
      page: "Page",
      channel: "Channel",
      intent: "Kind",
      severity: "Severity at least",
      language: "Language",
      assignee: "Looked after by",
      mine: "Assigned to me or mentions me",
      unsure: "The bot is unsure",
      escalated: "Escalated",
      safe: "Draft is safe to approve",
      q: "Words",
    },
    me: "Me",
    nobody: "Nobody",
    somebody: "A colleague",
  },

  row: {
    overdue: (span: string) => `Overdue by ${span}`,
    overdueNow: "Overdue",
    due: (span: string) => `Due in ${span}`,
    assigned: (name: string) => `Looked after by ${name}`,
    notes: (count: number) => plural(count, "note", "notes"),
    snoozed: (when: string) => `Until ${when}`,
    snoozedLabel: "Snoozed",
    mentioned: "Mentioned",
    second: "Second approval",
    pick: (author: string) => `Select the comment by ${author}`,
  },

  bulk: {
    label: "With those selected",
    picked: (count: number) => plural(count, "selected", "selected"),
    all: (count: number) => `Select all ${new Intl.NumberFormat("en-GB").format(count)} loaded`,
    clear: "Clear the selection",
    actions: {
      approve: "Approve safe drafts",
      dismiss: "Dismiss",
      assign: "Assign",
      label: "Relabel",
      snooze: "Snooze",
    },
    titles: {
      approve: "Approve safe drafts?",
      dismiss: (count: number) => `Dismiss ${comments(count)}?`,
      assign: (count: number) => `Who looks after ${comments(count)}?`,
      label: (count: number) => `What ${count === 1 ? "is it" : "are they"} really?`,
      snooze: (count: number) => `Snooze ${comments(count)} until when?`,
    },
    submits: {
      approve: (count: number) => `Approve ${replies(count)}`,
      dismiss: (count: number) => `Dismiss ${comments(count)}`,
      assign: (count: number) => `Assign ${comments(count)}`,
      label: (count: number) => `Relabel ${comments(count)}`,
      snooze: (count: number) => `Snooze ${comments(count)}`,
    },
    sent: (count: number, least: number, most: number) =>
      most === 0
        ? `${replies(count)} ${count === 1 ? "is" : "are"} sent at once; that can’t be undone.`
        : `${replies(count)} ${count === 1 ? "is" : "are"} sent in ${seconds(least, most)} unless you undo it.`,
    second: (count: number) =>
      count === 1
        ? "1 of them was approved by a colleague already: yours is the second approval."
        : `${count} of them were approved by a colleague already: yours is the second approval.`,
    look: (count: number) =>
      count === 1
        ? "1 is left because its draft needs a look."
        : `${count} are left because their draft needs a look.`,
    none: "None of them has a draft that can be approved unread. Open them one by one.",
    why: "Safe: every sentence rests on an article, and the tone check has nothing to point out.",
    dismissed: (count: number) =>
      count === 1
        ? "It is closed without a reply. You can undo it."
        : "They are closed without a reply. You can undo it.",
    left: (count: number) =>
      count === 1
        ? "1 is left because it is decided already."
        : `${count} are left because they are decided already.`,
    labelled: "The bot learns from it.",
    snoozed: "They leave the queue and come back by themselves, or when the author writes again.",
    person: "Person",
    nobody: "Nobody",
    peopleFailed: "The list of people could not be loaded.",
    when: "Until",
    moment: "Day and time",
    past: "Choose a time that is still to come.",
    until: {
      hour: "In an hour",
      evening: "This evening",
      tomorrow: "Tomorrow morning",
      monday: "Monday morning",
      moment: "Another time",
    },
    running: (done: number, total: number) => `${done} of ${total}…`,
    progress: "Progress",
    outcome: "Done for many",
    done: {
      approve: (count: number) => `${replies(count)} approved`,
      dismiss: (count: number) => `${comments(count)} dismissed`,
      assign: (count: number) => `${comments(count)} assigned`,
      label: (count: number) => `${comments(count)} relabelled`,
      snooze: (count: number) => `${comments(count)} snoozed`,
    },
    refused: (count: number) => (count === 1 ? "1 stayed as it was:" : `${count} stayed as they were:`),
    notUndone: (count: number) => (count === 1 ? "1 could not be undone:" : `${count} could not be undone:`),
    undone: (count: number) => `${comments(count)} taken back`,
    undoing: "Taking them back…",
    putAway: "Put this away",
    someone: "Someone",
  },

  palette: {
    title: "Commands",
    open: "Commands",
    placeholder: "What do you want to do?",
    none: "Nothing fits. Try other words.",
    hint: "Arrows choose, Enter does it, Esc closes.",
    groups: {
      comment: "This comment",
      queue: "Queue",
      views: "Views",
      pages: "Pages",
      articles: "Articles",
      go: "Go to",
      look: "Look",
    },
    search: (words: string) => `Search comments for “${words}”`,
    searchArticles: (words: string) => `Search articles for “${words}”`,
    page: (name: string) => `Comments on ${name}`,
    pageSettings: (name: string) => `Settings of ${name}`,
    newArticle: "New article",
    saveView: "Save this view",
    theme: { system: "Theme as the system", light: "Light theme", dark: "Dark theme" },
    density: { comfortable: "Comfortable spacing", dense: "Dense spacing" },
    keys: "Show the keys",
  },

  keyNames: {
    pick: "Select for a bulk action",
    snooze: "Snooze",
    assign: "Assign",
    note: "Write a note",
    escalate: "Call for help",
    hint: "Another draft with a hint",
    filter: "Filter the queue",
    commands: "Commands",
    range: "Select a range",
    clear: "Clear the selection",
    label: "Say what the comment is",
    skipLabel: "Skip",
    undoLabel: "Take the last answer back",
    groups: { many: "Many at once", learning: "Label next" },
  },

  spacing: { title: "Spacing", comfortable: "Comfortable", dense: "Dense" },

  desktop: {
    title: "Desktop notifications",
    toggle: "Escalations and mentions",
    blocked: "Your browser blocks notifications for this site. Allow them there first.",
    missing: "This browser has no notifications.",
    on: "You are told here when a comment escalates or a colleague mentions you.",
    escalation: (author: string) => `${author}: needs a person at once`,
    mention: (author: string) => `You were mentioned in a note on ${author}’s comment`,
  },
};
