/** What the chat on a page's own site is set up with, in English. */
export const webChat = {
  webChat: {
    title: "Web chat",
    failed: "The chat could not be loaded",
    none: [
      "This page has no chat yet",
      "Visitors of your website write in a chat window, and read the replies there. Name the sites, and connect it.",
    ] as const,
    notBuilt:
      "The chat’s script isn’t built on this desk. Whoever looks after the desk runs ./sharewell setup; until then there is nothing to embed.",
    look: "How it looks",
    lookText: "What you choose changes the preview, and the code below.",
    language: "Language",
    ownLanguage: "As the web page",
    side: "Side",
    ownSide: "Where lines end (mostly right)",
    sides: { right: "Right", left: "Left" },
    colour: "Colour",
    ownColour: "The chat’s own colour",
    preview: "Preview",
    previewOf: (page: string) => `Preview of the chat of ${page}`,
    previewText:
      "This is the real chat: what you write in it comes into the queue as a comment, and its reply comes back here.",
    elsewhere: (address: string) => `The preview works only where the desk is opened as ${address}.`,
    code: "Put it on your website",
    pinned: "Script tag",
    pinnedText:
      "For most sites: one line before </body> on every page. Browsers run exactly this script or none; after an update of the desk it stays as it is until you put the new tag in.",
    latest: "Script tag that updates itself",
    latestText:
      "Where nobody wants to change the tag again: the same without integrity, always as new as the desk.",
    element: "Custom element",
    elementText: "Where your templates say on which pages, and in which place of the page, the chat is.",
    package: "npm package",
    packageText:
      "For a site with its own build. The package isn’t in the npm registry: npm pack makes it in the desk’s folder widget.",
    style: "Colour",
    styleText: "Into your site’s style sheet, whichever of these you take.",
    policy: "Content Security Policy",
    policyText: "Where your site sends one, it has to allow this, beside what it allows already.",
    identify: "Visitors who are signed in",
    identifyText:
      "With a secret, your server vouches for who is signed in on your site: one conversation on all their devices, and their name beside the comment.",
    secretSet: "A secret is set. It is kept sealed and never shown.",
    secretNone: "No secret is set: every visitor is anonymous.",
    renew: "Make a new one",
    first: "Make a secret",
    renewTitle: "Make a new secret?",
    renewText:
      "What the old secret signed is refused from now on, until your server has the new one. It can’t be brought back.",
    secret:
      "The secret. It is shown this once; keep it where your server keeps its secrets, never in a web page.",
    sites: "Sites and questions",
    origins: "Sites with the chat",
    originsHint:
      "One a line, such as https://www.example.com, without a path. The chat works on no other site.",
    name: "Name before the chat",
    email: "E-mail address before the chat",
    before: { no: "Not asked", ask: "Asked, may be left empty", need: "Needed" },
    shownAs: "Replies come from",
    shown: { page: "The page", first: "The first name of whoever approved" },
    connect: "Connect the chat",
    connected: "The chat is connected.",
    save: "Save",
    saved: "Saved. Open chats follow within seconds.",
  },
};
