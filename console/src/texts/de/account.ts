import type { account as english } from "../account";
import type { Widened } from "../widened";
import { plural } from "./plural";

/** What one's own account and signing in say, in German. */
export const account: Widened<typeof english> = {
  title: "Ihr Konto",
  open: "Ihr Konto",
  saved: "Gespeichert.",
  password: {
    title: "Passwort",
    text: "Ein neues Passwort meldet alle anderen Browser ab.",
    none: "Sie melden sich mit Ihrem Firmenkonto an, hier gibt es deshalb kein Passwort.",
    current: "Bisheriges Passwort",
    next: "Neues Passwort",
    hint: "Mindestens 10 Zeichen. Ein paar Wörter ohne Zusammenhang lassen sich gut merken.",
    submit: "Passwort ändern",
    done: (ended) =>
      ended > 0
        ? `Ihr Passwort ist geändert. ${plural(ended, "anderer Browser wurde", "andere Browser wurden")} abgemeldet.`
        : "Ihr Passwort ist geändert.",
  },
  factor: {
    title: "Zweiter Faktor",
    text: "Ein Code aus einer App auf Ihrem Telefon, nach dem nach dem Passwort gefragt wird. Wer nur Ihr Passwort erfährt, kommt nicht hinein.",
    off: "Nicht eingerichtet.",
    on: (since) => `Aktiv seit ${since}.`,
    left: (codes) =>
      codes === 0
        ? "Es sind keine Wiederherstellungscodes übrig: Erzeugen Sie neue."
        : `Noch ${plural(codes, "Wiederherstellungscode", "Wiederherstellungscodes")} übrig.`,
    needed: "Admins brauchen hier einen zweiten Faktor. Richten Sie Ihren ein, um fortzufahren.",
    begin: "App einrichten",
    scan: "Scannen Sie dies mit einer Authenticator-App",
    qr: "QR-Code für eine Authenticator-App; derselbe Inhalt wie der Text darunter",
    type: "Oder geben Sie dies in der App ein:",
    code: "Code aus der App",
    codeHint: "Sechs Ziffern; sie ändern sich alle 30 Sekunden.",
    anyCode: "Code aus der App oder ein Wiederherstellungscode",
    confirm: "Bestätigen",
    cancel: "Abbrechen",
    codes: "Ihre Wiederherstellungscodes",
    codesText:
      "Werden nur jetzt gezeigt. Jeder gilt einmal, falls Ihr Telefon nicht zur Hand ist. Bewahren Sie sie bei Ihren Passwörtern auf.",
    kept: "Ich habe sie aufbewahrt",
    renew: "Neue Wiederherstellungscodes",
    renewText: "Die bisherigen gelten dann nicht mehr.",
    switchOff: "Ausschalten",
    switchOffText: "Ihr Passwort allein genügt dann wieder.",
  },
  sessions: {
    title: "Wo Sie angemeldet sind",
    text: "Beenden Sie, was Sie nicht kennen, und ändern Sie dann Ihr Passwort.",
    current: "Dieser Browser",
    isNew: "Neu",
    signedIn: (when) => `angemeldet ${when}`,
    used: (when) => `zuletzt benutzt ${when}`,
    via: { password: "mit Passwort", link: "über einen Link", "sign-on": "mit dem Firmenkonto" },
    end: "Abmelden",
    endNamed: (device) => `${device} abmelden`,
    endOthers: "Überall sonst abmelden",
    none: "Sonst nirgends.",
  },
  notice: {
    title: "Eine neue Anmeldung an Ihrem Konto",
    text: (device, address, when) => `${device}, von ${address}, ${when}. Waren Sie das?`,
    yes: "Das war ich",
    no: "Nein, abmelden",
    ended: "Abgemeldet. Ändern Sie jetzt Ihr Passwort.",
  },
  signOn: {
    button: (name) => `Mit ${name} anmelden`,
    or: "oder",
    reasons: {
      cancelled: "Sie haben die Anmeldung abgebrochen. Es ist nichts passiert.",
      expired:
        "Das hat zu lange gedauert oder in einem anderen Browser begonnen. Versuchen Sie es noch einmal.",
      unreachable: "Die Anmeldung Ihrer Firma antwortet gerade nicht. Versuchen Sie es gleich noch einmal.",
      provider:
        "Die Anmeldung Ihrer Firma hat abgelehnt oder ist nicht richtig eingerichtet. Sagen Sie es der Person, die Sharewell betreut; im Protokoll steht mehr.",
      "not-genuine":
        "Der Antwort der Anmeldung Ihrer Firma war nicht zu trauen, deshalb wurde niemand angemeldet. Sagen Sie es der Person, die Sharewell betreut.",
      "email-not-verified":
        "Die Anmeldung Ihrer Firma bürgt nicht für Ihre E-Mail-Adresse. Lassen Sie sie dort zuerst bestätigen.",
      "no-account": "Für Sie gibt es hier noch kein Konto. Fragen Sie die Person, die Sharewell betreut.",
      "linked-elsewhere":
        "Das Konto mit Ihrer E-Mail-Adresse gehört bei der Anmeldung Ihrer Firma zu jemand anderem. Fragen Sie die Person, die Sharewell betreut.",
      "too-many-attempts":
        "Zu viele fehlgeschlagene Anmeldungen; warten Sie eine Viertelstunde und versuchen Sie es wieder.",
    },
    failed: "Die Anmeldung mit dem Firmenkonto hat nicht geklappt. Versuchen Sie es noch einmal.",
  },
  code: {
    title: "Noch ein Schritt",
    text: "Geben Sie den Code aus Ihrer Authenticator-App ein. Ein Wiederherstellungscode geht auch.",
    submit: "Anmelden",
    back: "Zurück",
  },
};
