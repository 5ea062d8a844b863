/** Saved replies, in English. */
export const saved = {
  saved: {
    title: "Saved replies",
    text: "Texts for what comes again and again. While writing a reply, type ; and the shortcut to put one in.",
    failed: "The saved replies could not be loaded",
    none: [
      "No saved reply yet",
      "Save a text that you send often; variables fill in who asked and who replies.",
    ] as const,
    add: "Add",
    addTitle: "New saved reply",
    edit: "Change",
    change: (title: string) => `Change “${title}”`,
    remove: "Remove",
    removeName: (title: string) => `Remove “${title}”`,
    removed: (title: string) => `“${title}” is removed.`,
    name: "Title",
    body: "Text",
    bodyHint:
      "{{author}} becomes who wrote the comment, {{page}} the page’s name, {{agent}} your name. {{link}} is yours to fill each time.",
    shortcut: "Shortcut",
    shortcutHint: "Small letters, digits and hyphens, as in: hours",
    page: "For",
    everyPage: "Every page",
    save: "Save",
    cancel: "Cancel",
    stored: "Saved.",
    insert: "Saved replies",
    list: "Saved replies to put in",
    found: (count: number, first: string) =>
      `${count} saved ${count === 1 ? "reply" : "replies"}, ${first} first. Arrows choose, Enter puts it in.`,
    nothing: "No saved reply has this shortcut.",
    empty: "There is no saved reply yet. Settings → Saved replies is where they are kept.",
    inserted: (title: string) => `“${title}” is in the reply.`,
    unfilledTitle: "Something is still to be filled in",
    unfilled: (names: readonly string[]) =>
      `The reply still says ${names.join(", ")}. Put in what belongs there, or take it out.`,
  },
};
