const plural = (count: number, one: string, many: string): string =>
  `${new Intl.NumberFormat("en-GB").format(count)} ${count === 1 ? one : many}`;

/** Questions that no article answers, in English. */
export const gaps = {
  gaps: {
    title: "Questions nobody could answer",
    text: "Comments for which no article was found, those that ask the same together. One article answers them all, and the next ones.",
    link: "Unanswered questions",
    failed: "The questions could not be loaded",
    none: [
      "Every question has its article",
      "When a comment asks what no article answers, it appears here within a minute.",
    ] as const,
    noneDismissed: ["Nothing was dismissed", "Questions that need no article would stand here."] as const,
    show: "Show",
    open: "To answer",
    dismissed: "Dismissed",
    page: "Page",
    everyPage: "Every page",
    asked: (count: number, when: string) => `Asked in ${plural(count, "comment", "comments")}, last ${when}`,
    examples: "As consumers asked",
    replies: "What people answered",
    write: "New article from this",
    writeName: (question: string) => `New article from this: “${question}”`,
    dismiss: "Needs no article",
    dismissName: (question: string) => `Needs no article: “${question}”`,
    restore: "Bring it back",
    restoreName: (question: string) => `Bring it back: “${question}”`,
    wasDismissed: (question: string) => `“${question}” is dismissed.`,
    wasRestored: (question: string) => `“${question}” is back.`,
    dismissedBy: (name: string, when: string) => `Dismissed by ${name} ${when}`,
    back: "Articles",
    aside: "What was asked",
    kept: "You were writing another new article, and it is still here. Save or discard it, then begin from this question again.",
    closed: "This question has its article by now.",
    see: "See the comment",
    by: (author: string, when: string) => `${author}, ${when}`,
  },
};
