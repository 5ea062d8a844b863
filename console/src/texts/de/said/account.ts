/** Signing in, accounts and the team. */
export const account = {
  "account.wrong-credentials": "E-Mail-Adresse oder Passwort stimmt nicht.",
  "account.too-many":
    "Zu viele fehlgeschlagene Anmeldungen; warten Sie eine Viertelstunde, und versuchen Sie es noch einmal.",
  "account.code-needed": "Jetzt der Code aus Ihrer Authenticator-App.",
  "account.wrong-code":
    "Dieser Code stimmt nicht oder wurde schon verwendet. Warten Sie auf den nächsten; ein Wiederherstellungscode geht auch.",
  "account.not-an-email": "{email} ist keine E-Mail-Adresse.",
  "account.role": "Als Rolle möglich sind {known}.",
  "account.password-length": "Das Passwort braucht mindestens {least} Zeichen und höchstens {most}.",
  "account.link-used":
    "Dieser Link wurde schon verwendet oder ist abgelaufen. Bitten Sie um einen neuen: ./sharewell admin-link",
  "account.link-first":
    "Dieser Link war für das erste Konto, und das gibt es schon. Melden Sie sich an, oder bitten Sie um eine Einladung.",
  "account.no-password": "Ihr Konto hat kein Passwort: Es meldet sich über die Anmeldung Ihrer Firma an.",
  "account.wrong-password": "Das jetzige Passwort stimmt nicht; nichts wurde geändert.",
  "account.session-ended": "Diese Sitzung ist schon beendet.",
  "account.sign-on-failed": "Die Anmeldung mit dem Firmenkonto ging nicht.",
  "account.factor-own": "Ihren eigenen zweiten Faktor schalten Sie unter Konto ab, mit einem Code.",
  "account.factor-already":
    "Sie haben schon einen zweiten Faktor. Schalten Sie ihn erst ab, um eine andere App einzurichten.",
  "account.factor-begin": "Beginnen Sie von vorn: Es gibt keinen zweiten Faktor zu bestätigen.",
  "account.factor-confirmed": "Dieser zweite Faktor ist schon bestätigt.",
  "account.factor-none": "Sie haben keinen zweiten Faktor.",
  "account.factor-none-theirs": "{name} hat keinen zweiten Faktor.",
  "account.no-account": "Dieses Konto gibt es nicht.",
  "account.last-admin":
    "Das ist das letzte Konto der Verwaltung. Geben Sie zuerst jemand anderem diese Rolle.",
  "account.invitation-gone": "Dieser Einladung wurde schon gefolgt, oder sie wurde zurückgezogen.",
  "account.pages-most": "Höchstens {most} Seiten sind möglich.",
  "account.role-somewhere": "Geben Sie eine Rolle auf allen Seiten oder auf mindestens einer.",
  "account.account-exists": "Für {email} gibt es schon ein Konto.",
  "account.role-first":
    "Geben Sie {name} zuerst eine Rolle auf mindestens einer Seite, oder schalten Sie das Konto ab.",
  "account.last-page": "Das ist die letzte Seite von {name}. Schalten Sie stattdessen das Konto ab.",
  "account.links-too-many":
    "Für diese Person wurden zu viele Links erstellt; warten Sie eine Stunde, und versuchen Sie es noch einmal.",
  "account.password-link-unknown":
    "Dieser Link ist unvollständig oder nicht von hier. Bitten Sie die Verwaltung um einen neuen.",
  "account.password-link-used":
    "Dieser Link wurde schon benutzt: Ein Link gilt einmal. Bitten Sie die Verwaltung um einen neuen.",
  "account.password-link-expired":
    "Dieser Link ist abgelaufen: Er galt 24 Stunden. Bitten Sie die Verwaltung um einen neuen.",
  "account.password-link-ended":
    "Dieser Link gilt nicht mehr, weil ein späterer erstellt oder das Passwort geändert wurde. Bitten Sie die Verwaltung um einen neuen.",
  "account.password-own": "Ihr eigenes Passwort ändern Sie unter Konto.",
  "account.no-desk-address":
    "Es ist keine Adresse eingerichtet, von der Sharewell schreiben kann; geben Sie den Link selbst weiter.",
  "account.switched-off": "Das Konto von {name} ist ausgeschaltet. Schalten Sie es zuerst ein.",
  "account.password-none-theirs":
    "{name} hat kein Passwort und meldet sich über die Anmeldung Ihrer Firma an.",
};
