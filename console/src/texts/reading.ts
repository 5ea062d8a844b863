/** Reading a conversation in one's own language, and what an edit changed, in English. */
export const reading = {
  translation: {
    show: "Translate into English",
    loading: "Being translated…",
    caution: "Made by a language model, which can be wrong: read the original too.",
    nothing: "There is nothing to translate.",
    mark: "Translated by machine",
    shortened: "Only the beginning was translated.",
    reply: "The reply in English",
    outdated: "This is what the reply said before you changed it.",
    again: "Translate the reply",
    key: "Translate this conversation",
  },
  draftDiff: {
    toggle: "Changes to the draft",
    label: "From the draft to your reply",
    legend: "Struck through: taken out of the draft. Underlined: added.",
    shown: "What the reply changes in the draft is shown below it.",
    hidden: "What the reply changes in the draft is hidden.",
    key: "Show what changed in the draft",
  },
};
