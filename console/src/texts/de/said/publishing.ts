/** What became of a reply that was not posted. */
export const publishing = {
  "publishing.disconnected":
    "Diese Seite ist von der Plattform getrennt. Verbinden Sie sie wieder, dann geht die Antwort von selbst hinaus.",
  "publishing.not-there":
    "Das Senden brach ab, und die Antwort ist nicht auf der Plattform. Senden Sie sie noch einmal, wenn sie noch stimmt.",
  "publishing.cannot-tell":
    "Das Senden brach ab, und die Plattform kann nicht sagen, ob die Antwort da ist; bitte sehen Sie nach.",
  "publishing.desk-stopped":
    "Sharewell wurde beendet, während diese Antwort gesendet wurde; sehen Sie auf der Plattform nach, ob sie ankam.",
  "publishing.changed-after":
    "Der Kommentar änderte sich, nachdem die Antwort ausgegeben war; sehen Sie auf der Plattform nach, ob sie veröffentlicht wurde.",
  "publishing.broke-off": "Das Senden brach ab ({error}); vielleicht ist sie angekommen.",
  "publishing.receiver-answered": "Der Empfänger antwortete {answer}.",
  "publishing.receiver-unfinished":
    "{url} brach die Antwort ab ({error}); vielleicht wurde die Antwort übernommen.",
  "publishing.receiver-silent":
    "{url} antwortete nicht innerhalb von {seconds} Sekunden; vielleicht wurde die Antwort übernommen.",
  "publishing.trial-nothing":
    "Unter dieser Adresse antwortet nichts ({error}). Ist sie richtig und von hier erreichbar?",
  "publishing.trial-unfinished": "Der Empfänger brach seine Antwort ab ({error}).",
  "publishing.trial-silent": "Der Empfänger antwortete nicht innerhalb von {seconds} Sekunden.",
  "publishing.trial-redirect":
    "Zustellungen folgen keinen Weiterleitungen: Geben Sie die Adresse an, auf die verwiesen wird.",
  "publishing.trial-signature": "Prüft er die Signatur mit dem zuletzt gezeigten Geheimnis?",
  "publishing.unreachable-again": "{who} ist nicht erreichbar ({error}); es wird noch einmal versucht.",
  "publishing.unreachable": "{who} ist nicht erreichbar ({error}).",
  "publishing.unfinished": "{who} brach die Antwort ab ({error}); vielleicht ist die Antwort da.",
  "publishing.silent":
    "{who} antwortete nicht innerhalb von {seconds} Sekunden; vielleicht ist die Antwort da.",
  "publishing.own-error-reply":
    "{who} meldete einen eigenen Fehler ({status}); vielleicht ist die Antwort da.",
  "publishing.own-error-it": "{who} meldete einen eigenen Fehler ({status}); vielleicht ist es da.",
  "publishing.unnamed": "{who} sagte ja, ohne die Antwort zu nennen; vielleicht ist sie da.",
  "publishing.passes": "Das geht vorbei.",
  "publishing.usually-passes": "Das geht meist vorbei.",
  "publishing.own-trouble": "{who} hat eigene Schwierigkeiten ({status}).",
  "publishing.too-many": "{who} hatte vorerst zu viele Anfragen; es geht von selbst weiter.",
  "publishing.refused": "{who} hat es abgelehnt ({status}).",
  "publishing.unclear-answer": "Die Antwort von {who} ist nicht lesbar; vielleicht ist es da.",
  "publishing.no-id": "Die Antwort von {who} nennt keine Kennung; vielleicht ist die Antwort da.",
  "publishing.unsure-done": "{who} sagt nicht, ob es geschehen ist; sehen Sie sich den Kommentar dort an.",
  "publishing.too-long-approve": "Kürzen Sie sie und geben Sie sie noch einmal frei.",
  "publishing.bluesky-characters": "Die Antwort hat {count} Zeichen; möglich sind {limit}.",
  "publishing.bluesky-bytes": "Die Antwort hat {count} Byte; möglich sind {limit}.",
  "publishing.bluesky-limits":
    "Wer diesen Beitrag schrieb, schränkt ein, wer antworten darf, und Bluesky würde die Antwort niemandem zeigen. Verwerfen Sie den Kommentar, oder antworten Sie an anderer Stelle.",
  "publishing.bluesky-blocked":
    "Der Autor und dieses Konto sehen die Beiträge des anderen nicht: Eines hat das andere blockiert.",
  "publishing.bluesky-address":
    "Dieser Kommentar hat keine Bluesky-Adresse, sodass sich nicht sagen lässt, welchem Beitrag die Antwort gilt.",
  "publishing.bluesky-gone": "Dieser Beitrag ist nicht mehr auf Bluesky.",
  "publishing.chat-gone": "Die Unterhaltung wurde im Chat gelöscht; niemand würde die Antwort lesen.",
  "publishing.database": "Die Datenbank ist gerade nicht verfügbar.",
  "publishing.email-gone":
    "Die Nachricht ist nicht mehr im Postfach und kann dort nicht beantwortet werden. Antworten Sie auf anderem Weg.",
  "publishing.email-content":
    "Der Mailserver hat den Inhalt der Antwort abgelehnt ({named}). Ändern Sie den Text und geben Sie ihn noch einmal frei.",
  "publishing.email-customer":
    "Der Mailserver nimmt die Adresse der Kundin oder des Kunden nicht an ({named}). Antworten Sie auf anderem Weg.",
  "publishing.email-turned-away": "Der Mailserver hat Sharewell abgewiesen ({named}).",
  "publishing.email-quota": "Das Postfach hat vorerst so viel gesendet, wie es darf ({named}).",
  "publishing.email-no-more": "Der Mailserver nimmt im Moment nichts mehr an ({named}).",
  "publishing.email-not-now": "Der Mailserver kann die Antwort gerade nicht annehmen ({named}).",
  "publishing.email-from":
    "Der Mailserver lässt dieses Konto nicht unter der Absenderadresse senden ({named}). Berichtigen Sie die Adresse unter Einstellungen, Verbindungen, oder fragen Sie, wer den Mailserver betreibt.",
  "publishing.email-letter-address": "An diese Adresse kann keine E-Mail gehen.",
  "publishing.email-no-id":
    "Diese Nachricht hat keine Kennung, auf die sich eine Antwort beziehen könnte. Antworten Sie aus Ihrem Mailprogramm.",
  "publishing.email-no-address":
    "Diese Nachricht hat keine Adresse, an die man antworten kann. Antworten Sie auf anderem Weg.",
  "publishing.smtp-unreadable":
    "Die Antwort des SMTP-Servers ist nicht lesbar ({code}); vielleicht ist die Antwort hinausgegangen.",
  "publishing.smtp-unfinished":
    "Der SMTP-Server brach seine Antwort ab ({error}); vielleicht ist die Antwort hinausgegangen.",
  "publishing.facebook-late":
    "Facebook nimmt private Antworten nur innerhalb von sieben Tagen nach dem Kommentar. Antworten Sie öffentlich.",
  "publishing.facebook-not-private":
    "Facebook nimmt auf diesen Kommentar keine private Antwort: Es gab schon eine, sein Autor nimmt keine Nachrichten an, oder eine andere Seite hat ihn geschrieben. Antworten Sie öffentlich.",
  "publishing.private-long":
    "Eine private Antwort kann {limit} Zeichen haben; kürzen Sie sie und geben Sie sie noch einmal frei.",
  "publishing.facebook-hide":
    "Facebook lässt die Seite diesen Kommentar nicht verbergen. Er kann dort gelöscht oder gemeldet werden.",
  "publishing.facebook-closed": "Facebook nimmt keine Antworten auf diesen Kommentar.",
  "publishing.graph-gone": "Der Kommentar ist nicht mehr auf {who}, oder die Seite darf ihn nicht sehen.",
  "publishing.graph-abuse":
    "{who} blockiert das eine Weile, weil es nach Missbrauch aussieht. Warten Sie einige Stunden, und formulieren Sie Antworten unterschiedlich.",
  "publishing.graph-repetition":
    "{who} hält das für eine Wiederholung des vorigen Kommentars. Ändern Sie die Worte und geben Sie sie noch einmal frei.",
  "publishing.graph-unreachable":
    "Diese Person ist gerade nicht per Nachricht erreichbar. Antworten Sie öffentlich, oder versuchen Sie es später noch einmal.",
  "publishing.graph-one-private":
    "Dieser Kommentar hatte schon eine private Antwort; {who} erlaubt nur eine. Antworten Sie öffentlich.",
  "publishing.graph-no-private":
    "{who} nimmt auf diesen Kommentar keine private Antwort: Er ist älter als sieben Tage, oder sein Autor nimmt keine Nachrichten an. Antworten Sie öffentlich.",
  "publishing.graph-refused": "{who} hat das abgelehnt (Fehler {number}).",
  "publishing.instagram-look":
    "Sehen Sie sich den Kommentar dort an: Instagram nimmt keine Antwort auf ein Live-Video, auf einen verborgenen Kommentar oder mit vielen Hashtags oder Links.",
  "publishing.instagram-hidden":
    "Instagram nimmt keine Antworten auf einen verborgenen Kommentar. Zeigen Sie ihn zuerst wieder an.",
  "publishing.instagram-live":
    "Instagram nimmt keine öffentlichen Antworten auf Kommentare zu einem Live-Video.",
  "publishing.linkedin-address":
    "Dieser Kommentar hat keine LinkedIn-Adresse; darunter kann nichts veröffentlicht werden.",
  "publishing.linkedin-long":
    "LinkedIn nimmt höchstens {limit} Zeichen; diese Antwort hat {count}. Kürzen Sie sie.",
  "publishing.linkedin-gone": "Dieser Kommentar oder sein Beitrag ist nicht mehr auf LinkedIn.",
  "publishing.mastodon-gone":
    "Dieser Beitrag ist nicht mehr auf Mastodon, oder das Konto darf ihn nicht mehr sehen.",
  "publishing.mastodon-long":
    "Mit der Erwähnung des Autors zählt die Antwort {count} Zeichen; dieser Server nimmt {limit}. Kürzen Sie sie und geben Sie sie noch einmal frei.",
  "publishing.mastodon-refused":
    "Der Mastodon-Server hat sie abgelehnt ({status}): Vielleicht ist sie zu lang, oder etwas darin ist nicht erlaubt.",
  "publishing.wordpress-waits":
    "Der Kommentar wartet im Blog auf Moderation. Geben Sie ihn dort oder in Sharewell frei, und senden Sie dann noch einmal.",
  "publishing.wordpress-held":
    "WordPress hat die Antwort angenommen und hält sie zur Moderation zurück: Geben Sie sie im Blog unter Kommentare frei.",
  "publishing.wordpress-links":
    "WordPress hält eine Antwort mit zwei oder mehr Links zur Moderation zurück, wenn das Konto der Verbindung nicht moderieren darf.",
  "publishing.wordpress-gone": "Der Kommentar ist nicht mehr im Blog.",
  "publishing.wordpress-post-gone": "Der Beitrag zu diesem Kommentar ist nicht mehr im Blog.",
  "publishing.wordpress-not-public": "Der Kommentar ist im Blog nicht mehr öffentlich.",
  "publishing.wordpress-post-hidden": "Der Beitrag zu diesem Kommentar ist nicht mehr öffentlich.",
  "publishing.wordpress-closed":
    "Unter diesem Beitrag sind die Kommentare geschlossen. Öffnen Sie sie in WordPress (Diskussion beim Beitrag), und senden Sie noch einmal.",
  "publishing.wordpress-draft":
    "Der Beitrag ist jetzt ein Entwurf; WordPress nimmt dort keine Kommentare an.",
  "publishing.wordpress-trash": "Der Beitrag liegt im Papierkorb; WordPress nimmt dort keine Kommentare an.",
  "publishing.wordpress-empty":
    "WordPress hielt den Text für leer. Ändern Sie die Antwort, und senden Sie noch einmal.",
  "publishing.wordpress-long":
    "Die Antwort ist zu lang für das Blog. Kürzen Sie sie, und senden Sie noch einmal.",
  "publishing.wordpress-name":
    "WordPress verlangt Namen und E-Mail-Adresse. Tragen Sie beides im Profil des Kontos der Verbindung im Blog ein, und senden Sie noch einmal.",
  "publishing.wordpress-twice":
    "WordPress hat schon einen gleichen Kommentar dieses Kontos, der nicht zu sehen ist. Sehen Sie im Blog unter Kommentare nach.",
  "publishing.wordpress-unclear":
    "WordPress gab keine klare Antwort ({answer}); vielleicht ist die Antwort da.",
  "publishing.wordpress-silent": "{who} antwortete nicht; sehen Sie dort nach.",
  "publishing.wordpress-flood": "WordPress verlangt mehr Zeit zwischen zwei Antworten.",
  "publishing.x-hide": "X verbirgt nur Antworten in Unterhaltungen, die das Konto begonnen hat.",
  "publishing.x-price-link":
    "X berechnet US${linked} für diese Antwort, weil sie einen Link hat; ohne wären es US${plain}.",
  "publishing.x-price": "X berechnet US${plain} für diese Antwort.",
  "publishing.x-self-serve":
    "Mit den frei buchbaren Tarifen lässt X nur auf Beiträge antworten, die das Konto erwähnen oder zitieren; dieser tut beides nicht. Antworten Sie von Hand auf X.",
  "publishing.x-only-mentioned":
    "Antworten dürfen nur Konten, die der Beitrag erwähnt, und dieses erwähnt er nicht. Mit diesem Konto kann niemand antworten.",
  "publishing.x-no-id":
    "Dieser Kommentar hat keine Kennung von X, sodass sich nicht sagen lässt, welchem Beitrag die Antwort gilt.",
  "publishing.x-gone":
    "Der Beitrag ist nicht mehr auf X oder wird diesem Konto nicht mehr gezeigt; nichts wurde gesendet.",
  "publishing.x-same-words":
    "X nimmt dieselben Worte nur einmal, und das Konto hat diese schon unter einem anderen Beitrag veröffentlicht. Ändern Sie ein paar Worte, und geben Sie die Antwort noch einmal frei.",
  "publishing.x-not-here":
    "X nimmt hier keine Antwort von diesem Konto: Der Autor schränkt ein, wer antworten darf, oder hat das Konto blockiert, oder der Tarif der App erlaubt Antworten nur an Autoren, die das Konto erwähnt oder zitiert haben. Antworten Sie von Hand auf X, oder verwerfen Sie den Kommentar.",
  "publishing.x-long":
    "Die Antwort ist zu lang für X: Sie zählt {count} Zeichen (ein Link 23, ein Emoji 2), möglich sind {limit}. Kürzen Sie sie und geben Sie sie noch einmal frei.",
  "publishing.x-took-no-id":
    "X hat die Antwort angenommen, aber keine Kennung genannt; wahrscheinlich ist sie da.",
  "publishing.x-fell-over": "X stolperte beim Annehmen der Antwort ({status}); vielleicht ist sie da.",
  "publishing.x-link-note":
    "Einen Beitrag mit Link berechnet X um ein Vielfaches teurer. Passt die Antwort in den Text, lassen Sie den Link weg.",
};
