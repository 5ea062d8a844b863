import type { components } from "../api/schema";

type Intent = components["schemas"]["Understanding"]["intent"];

const intents: Readonly<Record<Intent, string>> = {
  question: "Questions",
  complaint: "Complaints",
  praise: "Praise",
  other: "Comments with nothing to answer",
};

/** What is said where people decide together, in English. */
export const approval = {
  second: "Approve as second",
  yours: "You approved this; it needs a second person.",
  theirs: (name: string) => `${name} approved this; it needs a second person.`,
  changed: "With another text it begins anew: then somebody else has to approve yours.",
  takeBack: "Take it back",
  useTheirs: "Use the approved text",
  said: (author: string) =>
    `Reply to ${author} approved. A second person has to approve it before it is sent.`,
  bar: (author: string) => `Approved as first: ${author}`,
  waits: "Waits for a second person",
  propose: "Save for approval",
  proposed: "Saved: whoever approves finds your text beside the draft.",
  proposedBy: (name: string) => `By ${name}`,
  proposedBefore: (name: string) => `By ${name}, before the author’s edit`,
  history: {
    first_approved: (actor: string) => `${actor} approved a reply as the first of two`,
    first_undone: (actor: string) => `${actor} took the first approval back`,
    proposed: (actor: string) => `${actor} proposed a reply`,
    proposal_taken_back: (actor: string) => `${actor} took a proposal back`,
  },
  settings: {
    title: "Second approval",
    text: "Where two people have to approve a reply before it is sent.",
    all: "Every reply",
    byIntent: "Replies to",
    intents,
    bySeverity: "Replies to complaints from severity",
    noSeverity: "By no severity",
    severity: (level: number, words: string) => `${level}: ${words}`,
    byStaff: "Replies by new colleagues, for days",
    byStaffHint: "Counted from when their account was made. Empty: new colleagues need nobody else.",
    daysWrong: "Give a number from 1 to 3,650, or leave it empty.",
    unread: "A comment that the bot has not read counts as if a rule held.",
  },
};
