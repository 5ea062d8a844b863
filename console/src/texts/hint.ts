/** Asking for another draft, in English. */
export const hint = {
  hint: {
    title: "Ask for another draft",
    label: "What should it say or rest on?",
    placeholder: "the Christmas hours, and that collection is free",
    text: "A few words. Its sentences still come from your articles and earlier replies.",
    tooLong: "Use at most 300 characters.",
    submit: "Draft again",
    key: "Ask for another draft with a hint",
    open: "Draft with a hint…",
  },
};
