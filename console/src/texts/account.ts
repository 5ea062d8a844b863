/** What one's own account and signing in say, in English. */
export const account = {
  title: "Your account",
  open: "Your account",
  saved: "Saved.",
  password: {
    title: "Password",
    text: "A new password signs every other browser out.",
    none: "You sign in with your company account, so there is no password here.",
    current: "Current password",
    next: "New password",
    hint: "At least 10 characters. A few unrelated words are easy to keep in mind.",
    submit: "Change the password",
    done: (ended: number) =>
      ended > 0
        ? `Your password is changed. ${ended} other ${ended === 1 ? "browser was" : "browsers were"} signed out.`
        : "Your password is changed.",
  },
  factor: {
    title: "Second factor",
    text: "A code from an app on your phone, asked for after your password. Whoever learns your password alone can’t sign in.",
    off: "Not set up.",
    on: (since: string) => `On since ${since}.`,
    left: (codes: number) =>
      codes === 0
        ? "No recovery codes are left: make new ones."
        : `${codes} recovery ${codes === 1 ? "code is" : "codes are"} left.`,
    needed: "This desk asks administrators for a second factor. Set yours up to go on.",
    begin: "Set up an app",
    scan: "Scan this with an authenticator app",
    qr: "QR code for an authenticator app; the same as the text below",
    type: "Or type this into the app:",
    code: "Code from the app",
    codeHint: "Six digits; it changes every half minute.",
    anyCode: "Code from the app, or a recovery code",
    confirm: "Confirm",
    cancel: "Cancel",
    codes: "Your recovery codes",
    codesText:
      "Shown this once. Each works once, when your phone isn’t at hand. Keep them where you keep passwords.",
    kept: "I have kept them",
    renew: "New recovery codes",
    renewText: "The earlier ones stop working.",
    switchOff: "Switch it off",
    switchOffText: "Your password alone will do again.",
  },
  sessions: {
    title: "Where you are signed in",
    text: "End what you don’t recognise, and change your password then.",
    current: "This browser",
    isNew: "New",
    signedIn: (when: string) => `signed in ${when}`,
    used: (when: string) => `last used ${when}`,
    via: { password: "with your password", link: "by a link", "sign-on": "with your company account" },
    end: "Sign out",
    endNamed: (device: string) => `Sign out ${device}`,
    endOthers: "Sign out everywhere else",
    none: "Nowhere else.",
  },
  notice: {
    title: "A new sign-in to your account",
    text: (device: string, address: string, when: string) =>
      `${device}, from ${address}, ${when}. Was it you?`,
    yes: "It was me",
    no: "No, sign it out",
    ended: "It is signed out. Now change your password.",
  },
  signOn: {
    button: (name: string) => `Sign in with ${name}`,
    or: "or",
    reasons: {
      cancelled: "You broke the sign-in off. Nothing happened.",
      expired: "That took too long, or began in another browser. Try once more.",
      unreachable: "Your company’s sign-in does not answer right now. Try again in a moment.",
      provider:
        "Your company’s sign-in refused, or is not set up right. Tell whoever looks after this desk; its log says more.",
      "not-genuine":
        "The answer of your company’s sign-in could not be trusted, so nobody was signed in. Tell whoever looks after this desk.",
      "email-not-verified":
        "Your company’s sign-in does not vouch for your e-mail address. Have it verified there first.",
      "no-account": "There is no account for you at this desk. Ask whoever looks after it.",
      "linked-elsewhere":
        "The account with your e-mail address belongs to another person at your company’s sign-in. Ask whoever looks after this desk.",
      "too-many-attempts": "Too many failed sign-ins; wait a quarter of an hour and try again.",
    } as Record<string, string>,
    failed: "Signing in with your company account did not work. Try again.",
  },
  code: {
    title: "One more step",
    text: "Type the code from your authenticator app. A recovery code works too.",
    submit: "Sign in",
    back: "Back",
  },
};
