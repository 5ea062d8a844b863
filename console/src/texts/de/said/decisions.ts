/** Why a decision was not taken. */
export const decisions = {
  "decisions.stale":
    "Dieser Kommentar hat sich geändert, seit Sie ihn geöffnet haben; sehen Sie ihn noch einmal an, bevor Sie entscheiden.",
  "decisions.stale-kept":
    "Dieser Kommentar hat sich geändert, seit Sie ihn geöffnet haben; sehen Sie ihn noch einmal an. Ihr Text bleibt erhalten.",
  "decisions.stale-plain": "Dieser Kommentar hat sich geändert, seit Sie ihn geöffnet haben.",
  "decisions.gone": "Dieser Kommentar ist nicht mehr da.",
  "decisions.state": "Dieser Kommentar ist {state}; das geht jetzt nicht: {move}.",
  "decisions.nothing-to-put-off": "Dieser Kommentar ist {state}; es gibt nichts zurückzustellen.",
  "decisions.nothing-to-wait": "Dieser Kommentar ist {state}; es gibt nichts mehr abzuwarten.",
  "decisions.deleted": "Der Kommentar wurde von seinem Autor gelöscht; es gibt nichts mehr zu beantworten.",
  "decisions.unfilled":
    "In der Antwort steht noch {left}: Setzen Sie ein, was dorthin gehört, oder nehmen Sie es heraus.",
  "decisions.too-long": "Die Antwort zählt {count} Zeichen; {channel} nimmt höchstens {limit}.",
  "decisions.no-private": "{name} nimmt keine privaten Antworten; antworten Sie öffentlich.",
  "decisions.no-reply": "Zu diesem Kommentar gibt es keine Antwort.",
  "decisions.other-draft": "Dieser Entwurf gehört nicht zu diesem Kommentar.",
  "decisions.window-passed": "Die Zeit zum Zurücknehmen ist vorbei: Die Antwort ist schon unterwegs.",
  "decisions.cleared": "Der Text dieses Kommentars wurde gelöscht; er kann nicht mehr beantwortet werden.",
  "decisions.edited-since":
    "Der Kommentar wurde bearbeitet, seit diese Antwort freigegeben wurde; schreiben Sie eine neue.",
  "decisions.needs-text":
    "Eine Antwort braucht Text. Schreiben Sie ihn, oder verwerfen Sie den Kommentar, wenn keine Antwort nötig ist.",
  "decisions.second-person":
    "Sie haben diese Antwort schon freigegeben; jetzt muss es noch jemand anders tun.",
  "decisions.second-needed": "Diese Antwort braucht die Freigabe durch eine zweite Person.",
  "decisions.unsupported":
    "Die Antwort behauptet etwas, das weder in einem Artikel noch in einer früheren Antwort steht; bestätigen oder ändern Sie es.",
  "decisions.illegal": "Der Stand des Kommentars lässt das nicht zu.",
  "decisions.changed-since":
    "Jemand hat das inzwischen geändert; sehen Sie es an, bevor Sie es zurücknehmen.",
  "decisions.first-private":
    "Jemand aus dem Team hat eine private Antwort auf diesen Kommentar freigegeben; öffnen Sie ihn, um dieselbe freizugeben.",
  "decisions.read-first": "Dieser Entwurf muss gelesen werden, bevor er freigegeben wird.",
  "decisions.say-until": "Sagen Sie, bis wann, mit Zeitzone.",
  "decisions.snooze-ahead": "Der Zeitpunkt der Wiedervorlage muss in der Zukunft liegen, höchstens ein Jahr.",
  "decisions.snooze-zone": "Sagen Sie, in welcher Zeitzone die Zeit gilt, wie in 2026-03-01T09:00:00Z.",
  "decisions.snooze-year": "Wählen Sie einen Zeitpunkt in der Zukunft, höchstens in einem Jahr.",
  "decisions.label-unknown": "Was es vorher war, ist nicht bekannt; ordnen Sie ihn noch einmal ein.",
  "decisions.not-by-hand": "Diese Antwort wird nicht von Hand veröffentlicht.",
  "decisions.not-ready":
    "Diese Antwort ist noch nicht bereit; warten Sie, bis die Zeit zum Zurücknehmen vorbei ist.",
  "decisions.escalated": "Dieser Kommentar ist schon eskaliert.",
  "decisions.cannot-draft": "{name} darf auf dieser Seite keine Antworten entwerfen.",
  "decisions.mentions": "Eine Notiz erwähnt höchstens {most} Personen.",
  "decisions.mention-blind": "Jemand, den die Notiz erwähnt, darf diese Seite nicht sehen.",
  "decisions.note-id": "Es gibt schon eine andere Notiz mit dieser Kennung.",
  "decisions.moderation-not": "{name} lässt das nicht zu ({action}).",
  "decisions.moderation-outside": "{name} lässt das von außen nicht zu ({action}).",
  "decisions.moderation-deleted":
    "Der Kommentar wurde von seinem Autor gelöscht; auf der Plattform ist nichts mehr da.",
  "decisions.moderation-disconnected":
    "Diese Seite ist von {name} getrennt; verbinden Sie sie zuerst wieder.",
  "decisions.not-translated": "Das konnte nicht übersetzt werden.",
  "decisions.no-model":
    "Für diese Seite ist kein Sprachmodell eingerichtet; es kann nichts übersetzt werden.",
  "decisions.visitor-gone": "Wer diesen Kommentar schrieb, chattet nicht (mehr).",
  "decisions.not-from-chat": "Dieser Kommentar kam nicht über den Chat, oder die Unterhaltung ist gelöscht.",
  "decisions.file-gone": "Diese Datei ist nicht mehr da.",
  "decisions.view-gone": "Diese Ansicht gibt es nicht.",
  "decisions.view-theirs":
    "Nur wer diese Ansicht gespeichert hat oder die Verwaltung darf sie ändern oder löschen.",
  "decisions.view-share": "Ihre Rolle ist {role}; um eine Ansicht zu teilen, müssen Sie entwerfen dürfen.",
  "decisions.saved-gone": "Diese gespeicherte Antwort ist nicht mehr da.",
  "decisions.shortcut":
    "Das Kürzel darf nur Kleinbuchstaben, Ziffern und Bindestriche haben, höchstens 30, und muss mit einem Buchstaben oder einer Ziffer beginnen.",
  "decisions.variable": "Die Variable {unknown} gibt es nicht; es gibt {known}.",
  "decisions.gap-gone": "Diese Lücke ist nicht mehr da; vielleicht beantwortet sie inzwischen ein Artikel.",
  "decisions.labels-agree": "Über diesen Text sind sich inzwischen alle einig, oder er ist nicht mehr da.",
  "decisions.nothing-to-label": "Es gibt noch keine Seite, deren Kommentare Sie einordnen könnten.",
  "decisions.reply-max": "Eine Antwort hat höchstens {limit} Zeichen.",
  "decisions.conflict": "Etwas anderes war schneller.",
};
