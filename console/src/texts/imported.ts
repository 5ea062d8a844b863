/** What other systems handled before Sharewell, in English. */
export const imported = {
  imported: {
    title: "Before Sharewell",
    note: "Imported from other systems, for all days. None of it is in the figures above, and nothing of it can be sent.",
    says: (comments: string, share: string) => `${comments} comments, ${share} of them answered.`,
    time: (median: string) =>
      `Half of the answers came within ${median}, by the clock, nights and weekends included: not to be compared with the time to first reply.`,
    alone: (count: string) => `Replies whose comment the export doesn’t hold: ${count}.`,
    from: (sources: string) => `From: ${sources}`,
    month: "Month",
    comments: "Comments",
    answered: "Answered",
    median: "Answered within (median)",
    undated: "No date",
    table: "By month",
  },
};
