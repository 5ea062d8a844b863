/** Replies that a person carries over to a platform that takes none from the desk, in English. */
export const byHand = {
  byHand: {
    title: "To be posted by hand",
    text: "This platform takes no replies from the desk. Copy the text, post it under the comment, and say so here.",
    soon: (time: string) =>
      `From ${time} you can post it by hand: this platform takes no replies from the desk.`,
    copy: "Copy the text",
    copied: "Copied",
    copiedSaid: "The reply was copied.",
    noClipboard: "Your browser keeps the clipboard closed here. The text is selected: copy it with Ctrl C.",
    open: "Open the comment",
    noAddress: "The comment came without an address: look for it on the platform.",
    posted: "Posted",
    postedText: "It stands there as you copied it.",
    notPosted: "Can’t be posted…",
    notPostedText: "The post is closed, or the comment is gone. You decide again.",
    why: {
      title: "Why can’t it be posted?",
      label: "Reason",
      placeholder: "comments on this post are closed",
      text: "Your colleagues read it beside the reply.",
      tooLong: "Use at most 1,000 characters.",
      submit: "Can’t be posted",
    },
    keys: {
      copy: "Copy a reply to post by hand",
      open: "Open the comment on its platform",
      posted: "Posted by hand",
    },
    decided: { posted: "Marked as posted.", "not-posted": "Noted that it can’t be posted." },
    history: {
      posted_by_hand: (actor: string) => `${actor} posted it by hand`,
      not_posted: (actor: string) => `${actor} could not post it by hand`,
    },
  },
};
