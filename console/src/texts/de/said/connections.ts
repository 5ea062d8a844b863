/** How connections stand, and what to do about them. */
export const connections = {
  "connections.bluesky-not-theirs":
    "Der Server antwortet nicht wie Bluesky. Bleibt das so, prüfen Sie seine Adresse unter Einstellungen, Verbindungen.",
  "connections.bluesky-password":
    "Bluesky nimmt diesen Handle mit diesem App-Passwort nicht an. Erstellen Sie in den Bluesky-Einstellungen unter „Privacy and security“ ein neues App-Passwort, und verbinden Sie das Konto unter Einstellungen, Verbindungen neu.",
  "connections.bluesky-code":
    "Bluesky verlangt einen Code per E-Mail, wie beim eigentlichen Passwort des Kontos. Erstellen Sie in den Bluesky-Einstellungen unter „Privacy and security“ ein App-Passwort, und verbinden Sie das Konto damit unter Einstellungen, Verbindungen neu.",
  "connections.bluesky-suspended":
    "Bluesky hat dieses Konto gesperrt. Melden Sie sich bei Bluesky mit dem Konto an, um den Grund zu sehen und Einspruch zu erheben; verbinden Sie es dann unter Einstellungen, Verbindungen neu.",
  "connections.bluesky-deactivated":
    "Dieses Bluesky-Konto ist deaktiviert. Melden Sie sich bei Bluesky damit an, und aktivieren Sie es wieder.",
  "connections.bluesky-permission":
    "Bluesky erlaubt das mit diesem App-Passwort nicht. Erstellen Sie in den Bluesky-Einstellungen unter „Privacy and security“ ein neues, und verbinden Sie das Konto unter Einstellungen, Verbindungen neu.",
  "connections.bluesky-no-server":
    "Unter dieser Adresse ist kein Bluesky-Server. Prüfen Sie die Adresse des Servers unter Einstellungen, Verbindungen.",
  "connections.chat-no-site": "Nennen Sie mindestens eine Website, auf der der Chat verwendet werden darf.",
  "connections.chat-secret-short":
    "Das Widget-Geheimnis ist zu kurz; nehmen Sie ein zufälliges mit mindestens {least} Zeichen.",
  "connections.chat-not-a-site":
    "{address} ist keine Website; schreiben Sie sie wie in https://www.example.com, ohne Pfad.",
  "connections.chat-sites": "{count} Websites sind zu viele; höchstens {most} sind möglich.",
  "connections.chat-none": "Diese Seite hat keinen Chat; verbinden Sie ihn zuerst.",
  "connections.correct-it": "Berichtigen Sie es unter Einstellungen, Verbindungen.",
  "connections.check-it": "Prüfen Sie sie unter Einstellungen, Verbindungen.",
  "connections.reconnect": "Verbinden Sie die Seite unter Einstellungen, Verbindungen neu.",
  "connections.reconnect-page": "Verbinden Sie die Seite neu.",
  "connections.email-password":
    "Der Mailserver nimmt Benutzername und Passwort des Postfachs nicht an. Geben Sie beides unter Einstellungen, Verbindungen neu ein; manche Anbieter verlangen ein App-Passwort.",
  "connections.email-password-named":
    "Der Mailserver nimmt Benutzername und Passwort des Postfachs nicht an. Geben Sie beides unter Einstellungen, Verbindungen neu ein; manche Anbieter verlangen ein App-Passwort. ({named})",
  "connections.email-read":
    "Der Mailserver lässt dieses Konto das Postfach nicht lesen. Bitten Sie die Leute, die den Mailserver betreiben, IMAP dafür zu erlauben.",
  "connections.email-folder":
    "Das Postfach hat keinen Ordner dieses Namens. Berichtigen Sie ihn unter Einstellungen, Verbindungen.",
  "connections.email-asked-much": "Der Mailserver wurde zu viel gefragt; er wird später wieder gefragt.",
  "connections.email-not-now": "Der Mailserver kann gerade nicht antworten; er wird später wieder gefragt.",
  "connections.email-starttls":
    "{who} bietet kein STARTTLS. Wählen Sie unter Einstellungen, Verbindungen eine andere Verschlüsselung.",
  "connections.email-certificate":
    "{who} kann sich nicht ausweisen: Dem Zertifikat wird nicht vertraut. Ist es Ihr eigener Server, geben Sie sein Zertifikat unter Einstellungen, Verbindungen an; sonst fragen Sie, wer ihn betreibt.",
  "connections.email-field": "Beim Postfach: {what} {why}.",
  "connections.email-no-password":
    "Das Passwort des Postfachs fehlt. Verbinden Sie es unter Einstellungen, Verbindungen neu.",
  "connections.smtp-no-sign-in":
    "Der SMTP-Server bietet hier keine Anmeldung. Verwenden Sie unter Einstellungen, Verbindungen Port 465 mit TLS oder 587 mit STARTTLS.",
  "connections.facebook-other-page":
    "Das Token gehört zu {name} ({id}), nicht zur Seite {page}. Nehmen Sie das Token der richtigen Seite, oder berichtigen Sie die Seiten-ID unter Einstellungen, Verbindungen.",
  "connections.feed-loop": "Die Adresse des Feeds führt endlos von einer Adresse zur nächsten.",
  "connections.feed-refused": "Das Blog hat den Feed verweigert ({status}).",
  "connections.feed-gone":
    "Das Blog sagt, dass es diesen Feed nicht mehr gibt (410). Suchen Sie die Adresse des neuen Kommentar-Feeds, und tragen Sie sie unter Einstellungen, Verbindungen ein.",
  "connections.feed-none":
    "Unter dieser Adresse ist kein Feed (404). Prüfen Sie die Adresse unter Einstellungen, Verbindungen; bei WordPress liegt der Kommentar-Feed unter /comments/feed/.",
  "connections.feed-password":
    "Der Feed verlangt Benutzername und Passwort oder lehnt die angegebenen ab. Tragen Sie sie unter Einstellungen, Verbindungen ein.",
  "connections.feed-firewall":
    "Das Blog lässt Sharewell den Feed nicht lesen ({status}). Vielleicht hält eine Firewall oder ein Plugin Programme fern: Lassen Sie den User-Agent „Sharewell“ durch.",
  "connections.feed-often": "Das Blog möchte, dass der Feed seltener gelesen wird.",
  "connections.feed-nowhere": "Die Adresse des Feeds führt ins Leere ({status} ohne Adresse).",
  "connections.feed-http":
    "Die Adresse des Feeds führt von https zu http; dem wird nicht gefolgt. Ist das richtig, tragen Sie die Zieladresse unter Einstellungen, Verbindungen ein.",
  "connections.feed-unreadable": "Was unter der Adresse des Feeds liegt, ist nicht als Feed lesbar.",
  "connections.feed-stays": "Bleibt das so, prüfen Sie die Adresse unter Einstellungen, Verbindungen.",
  "connections.feed-neither": "Das Dokument ist kein Feed: weder RSS noch Atom.",
  "connections.feed-no-xml": "Der Inhalt ist kein XML.",
  "connections.feed-elements": "Der Feed hat zu viele Elemente.",
  "connections.feed-entities":
    "Das Dokument hat einen eigenen Dokumenttyp oder eigene Entitäten, die ein Feed nicht braucht.",
  "connections.feed-malformed": "Der Inhalt ist kein wohlgeformtes XML ({error}).",
  "connections.graph-app":
    "Die App-ID oder der App-Geheimcode ist falsch. Vergleichen Sie beides mit den Grundeinstellungen der App, und berichtigen Sie es unter Einstellungen, Verbindungen.",
  "connections.graph-other-app":
    "Das Token stammt nicht von dieser App. Erstellen Sie eines mit der App, deren ID und Geheimcode unter Einstellungen, Verbindungen stehen.",
  "connections.graph-no-token": "Diese Verbindung hat kein Token, das {who} annehmen könnte.",
  "connections.graph-person-token":
    "Das ist das Token einer Person oder der App, nicht das einer Seite. Nehmen Sie das der Seite, und verbinden Sie die Seite unter Einstellungen, Verbindungen neu.",
  "connections.graph-token": "{who} nimmt das Token dieser Verbindung nicht mehr an.",
  "connections.graph-lacks":
    "{who} lässt diese Verbindung nicht tun, was sie muss; ihr fehlt {missing}. Verbinden Sie die Seite unter Einstellungen, Verbindungen neu, und erteilen Sie jede verlangte Berechtigung.",
  "connections.graph-not-delivered": "Die Kommentare der Seite können nicht zugestellt werden.",
  "connections.graph-access-taken": "Wer {who} verbunden hat, hat der App den Zugriff entzogen.",
  "connections.graph-confirm":
    "{who} verlangt, dass die Person, die die Seite verbunden hat, sich dort anmeldet und ausweist.",
  "connections.graph-password": "Wer {who} verbunden hat, hat das Passwort geändert.",
  "connections.graph-expired": "Das Token dieser Verbindung für {who} ist abgelaufen.",
  "connections.graph-no-role": "Wer {who} verbunden hat, hat auf der Seite keine Rolle mehr.",
  "connections.graph-permission":
    "{who} lässt das mit dieser Verbindung nicht zu (Fehler {number}). Verbinden Sie die Seite unter Einstellungen, Verbindungen neu, und erteilen Sie jede verlangte Berechtigung.",
  "connections.graph-rate":
    "{who} wurde vorerst zu viel gefragt (Fehler {number}); es geht von selbst weiter.",
  "connections.graph-missing":
    "{who} hat dort nichts, was diese Verbindung sehen darf (Fehler {number}). Prüfen Sie die ID unter Einstellungen, Verbindungen.",
  "connections.graph-away": "{who} meldet eigene Fehler ({number}); es wird von selbst noch einmal versucht.",
  "connections.instagram-account":
    "Die Seite dieses Tokens hat kein professionelles Instagram-Konto oder ein anderes. Verknüpfen Sie das Konto in den Einstellungen der Seite unter „Verknüpfte Konten“, oder berichtigen Sie die Konto-ID unter Einstellungen, Verbindungen.",
  "connections.linkedin-unreadable": "LinkedIn gab eine Antwort, die nicht lesbar ist.",
  "connections.linkedin-reconnect":
    "Verbinden Sie die Seite unter Einstellungen, Verbindungen mit einem neuen Token.",
  "connections.linkedin-garbled": "Das LinkedIn-Token dieser Verbindung fehlt oder ist unlesbar.",
  "connections.linkedin-version":
    "Die „API-Version“ dieser Verbindung muss Jahr und Monat sein, etwa 202609. Setzen Sie sie unter Einstellungen, Verbindungen.",
  "connections.linkedin-page-number":
    "Die „Seitennummer“ muss die Zahl in der Adresse der Verwaltungsansicht der Seite sein, etwa 12345678.",
  "connections.linkedin-client":
    "LinkedIn kennt diese Client-ID mit diesem Client-Secret nicht. Kopieren Sie beides noch einmal aus dem Reiter Auth der App.",
  "connections.linkedin-not-valid":
    "Das LinkedIn-Token dieser Verbindung gilt nicht mehr oder gehört einer anderen App.",
  "connections.linkedin-unknown-token": "LinkedIn kennt das Token dieser Verbindung nicht.",
  "connections.linkedin-revoked": "Dieser Verbindung wurde der Zugriff auf LinkedIn entzogen.",
  "connections.linkedin-expired":
    "Das LinkedIn-Token dieser Verbindung ist abgelaufen; Token gelten 60 Tage.",
  "connections.linkedin-no-token": "LinkedIn bekam von dieser Verbindung kein Token.",
  "connections.linkedin-restricted":
    "LinkedIn hat das Konto der Person eingeschränkt, die diese Seite verbunden hat.",
  "connections.linkedin-fewer": "LinkedIn möchte weniger Aufrufe auf einmal.",
  "connections.linkedin-old-version":
    "LinkedIn bietet Version {version} seiner API nicht (mehr) an. Setzen Sie die „API-Version“ dieser Verbindung unter Einstellungen, Verbindungen auf einen neueren Monat, etwa 202609.",
  "connections.linkedin-permission":
    "LinkedIn lässt das mit dieser Verbindung nicht zu. Prüfen Sie, ob die App das Produkt Community Management mit r_organization_social, w_organization_social und rw_organization_admin hat und ob die Person, die verbunden hat, noch Super-Admin der Seite ist, und verbinden Sie sie unter Einstellungen, Verbindungen neu.",
  "connections.linkedin-missing": "LinkedIn findet nicht, wonach gefragt wurde ({shown}).",
  "connections.linkedin-day":
    "Die Aufrufe, die LinkedIn dieser App oder Person am Tag erlaubt, sind aufgebraucht. Nach Mitternacht UTC geht es weiter; der Reiter Analytics der App bei LinkedIn zeigt die Grenzen.",
  "connections.mastodon-not-theirs":
    "Der Server antwortet nicht wie Mastodon. Bleibt das so, prüfen Sie seine Adresse unter Einstellungen, Verbindungen.",
  "connections.mastodon-token":
    "Der Mastodon-Server nimmt das Zugriffstoken dieser Verbindung nicht mehr an. Erstellen Sie in den Einstellungen des Kontos unter „Entwicklung“ ein neues, und verbinden Sie das Konto unter Einstellungen, Verbindungen neu.",
  "connections.mastodon-permission":
    "Der Mastodon-Server lässt das mit dieser Verbindung nicht zu. Prüfen Sie, ob ihre Anwendung die Rechte read und write:statuses hat und ob das Konto nicht gesperrt oder eingeschränkt ist; verbinden Sie es dann unter Einstellungen, Verbindungen neu.",
  "connections.mastodon-no-server":
    "Unter dieser Adresse ist keine Mastodon-API. Prüfen Sie die Adresse des Servers unter Einstellungen, Verbindungen.",
  "connections.wordpress-reconnect":
    "Erstellen Sie ein neues Anwendungspasswort, und verbinden Sie das Blog unter Einstellungen, Verbindungen neu.",
  "connections.wordpress-editor": "Geben Sie dem Konto der Verbindung im Blog die Rolle Redakteur.",
  "connections.wordpress-check": "Prüfen Sie die Adresse des Blogs unter Einstellungen, Verbindungen.",
  "connections.wordpress-answered": "Das Blog antwortete {answer}.",
  "connections.wordpress-user": "WordPress lässt das mit dem Konto der Verbindung nicht zu ({code}).",
  "connections.wordpress-firewall":
    "Eine Firewall oder ein Sicherheits-Plugin des Blogs hat Sharewell abgewiesen. Lassen Sie Anfragen an die REST-API durch.",
  "connections.wordpress-refused": "WordPress hat abgelehnt ({answer}).",
  "connections.wordpress-passwords-off":
    "Anwendungspasswörter sind im Blog abgeschaltet. Schalten Sie sie ein, erstellen Sie dann ein neues, und verbinden Sie das Blog unter Einstellungen, Verbindungen neu.",
  "connections.wordpress-wrong":
    "WordPress nimmt den Benutzernamen oder das Anwendungspasswort nicht mehr an.",
  "connections.wordpress-nobody":
    "WordPress sah nicht, wer fragt ({code}). Das Blog braucht https, und sein Server muss den Authorization-Header durchreichen. Ist beides so, erstellen Sie ein neues Anwendungspasswort, und verbinden Sie das Blog unter Einstellungen, Verbindungen neu.",
  "connections.wordpress-own-password":
    "Der Server des Blogs verlangt vor WordPress ein eigenes Passwort; daran kommt Sharewell nicht vorbei. Heben Sie es für die REST-API auf.",
  "connections.wordpress-web-page":
    "Das Blog antwortete mit einer Webseite statt mit Daten; vielleicht wird es gerade gewartet.",
  "connections.wordpress-fewer": "Der Server des Blogs möchte eine Weile weniger Anfragen.",
  "connections.wordpress-own-error": "Das Blog meldete einen eigenen Fehler ({answer}).",
  "connections.wordpress-leads": "Die Adresse des Blogs führt jetzt zu {address}.",
  "connections.wordpress-no-comments-api":
    "Unter der Adresse des Blogs ist keine WordPress-REST-API für Kommentare ({answer}). Vielleicht hat ein Plugin sie abgeschaltet.",
  "connections.wordpress-no-api":
    "Unter {host} ist keine WordPress-REST-API, oder ein Plugin hat sie abgeschaltet.",
  "connections.wordpress-address": "Die Adresse des Blogs muss wie https://blog.example.com/ sein.",
  "connections.wordpress-https":
    "Das Blog unter {host} hat kein https, und ein Passwort darf nicht ohne reisen. Schalten Sie https ein, und setzen Sie in WordPress unter Einstellungen, Allgemein beide Adressen auf https.",
  "connections.wordpress-other-host": "Das Blog unter {host} sagt, seine API liege auf einem anderen Server.",
  "connections.x-keys":
    "X nimmt die Schlüssel und Token dieser Verbindung nicht mehr an. Erzeugen Sie in der Entwicklerkonsole von X neue, und verbinden Sie das Konto unter Einstellungen, Verbindungen neu.",
  "connections.x-permission":
    "X lässt das mit dieser App nicht zu. Prüfen Sie in der Entwicklerkonsole von X den Tarif der App und ob ihre Berechtigung „Read and write“ ist; erzeugen Sie dann das Zugriffstoken neu, und verbinden Sie das Konto unter Einstellungen, Verbindungen neu.",
  "connections.x-read-only":
    "Diese App darf auf X nur lesen. Setzen Sie ihre Berechtigung in der Entwicklerkonsole von X auf „Read and write“, erzeugen Sie das Zugriffstoken neu, und verbinden Sie das Konto unter Einstellungen, Verbindungen neu.",
  "connections.x-v2":
    "X lässt diese App die API v2 nicht verwenden. Nehmen Sie die App in der Entwicklerkonsole von X in ein Projekt mit passendem Tarif auf; verbinden Sie das Konto dann unter Einstellungen, Verbindungen neu.",
  "connections.x-credits":
    "Das X-Guthaben dieser App ist aufgebraucht; X tut nichts mehr für sie. Kaufen Sie Guthaben, oder erhöhen Sie das Ausgabenlimit in der Entwicklerkonsole von X.",
  "connections.x-month":
    "Diese App hat aufgebraucht, was ihr X-Tarif im Monat erlaubt. Es geht weiter, wenn der Monat von X neu beginnt oder jemand den Tarif in der Entwicklerkonsole von X erhöht.",
  "connections.x-day":
    "Diese App hat aufgebraucht, was ihr X-Tarif am Tag erlaubt. Morgen geht es von selbst weiter.",
  "connections.x-locked":
    "X hat dieses Konto gesperrt. Melden Sie sich bei X damit an, und folgen Sie den Anweisungen.",
  "connections.x-clock":
    "X weist die Anfragen dieses Rechners ab, weil seine Uhr falsch geht. Stellen Sie die Uhr; dann geht es von selbst weiter.",
  "connections.x-missing":
    "X findet dieses Konto oder diese Adresse nicht. Prüfen Sie die Verbindung unter Einstellungen, Verbindungen.",
  "connections.x-protected":
    "X zeigt dem Konto diesen Beitrag nicht; sein Autor hat ihn geschützt oder eingeschränkt.",
  "connections.x-own-error":
    "X meldet einen eigenen Fehler ({status}); es wird von selbst noch einmal versucht.",
  "connections.x-unreadable":
    "X gab eine Antwort, die nicht lesbar ist; es wird von selbst noch einmal versucht.",
  "connections.x-refused": "X hat die Anfrage abgelehnt ({status}).",
  "connections.x-lacks":
    "Der Verbindung zu X fehlt einer der zwei Schlüssel und zwei Token. Geben Sie alle vier unter Einstellungen, Verbindungen ein.",
  "connections.asking-broke-off": "Die Abfrage der Plattform brach ab.",
  "connections.key-changed":
    "Die Zugangsdaten dieser Verbindung lassen sich mit dem Schlüssel von Sharewell nicht öffnen: Er wurde geändert. Verbinden Sie die Seite neu.",
  "connections.page-disconnected": "Diese Seite ist getrennt; verbinden Sie sie wieder.",
  "connections.no-platform": "Die Plattform {platform} gibt es nicht; bekannt sind {known}.",
  "connections.none": "Diese Seite hat keine solche Verbindung.",
  "connections.unknown": "Diese Verbindung gibt es nicht.",
  "connections.just-connected": "Jemand anders hat diese Seite gerade mit dieser Plattform verbunden.",
  "connections.api-stays":
    "Die API-Verbindung lässt sich nicht entfernen; widerrufen Sie stattdessen ihre Token.",
  "connections.ends":
    "Die Zugangsdaten für {name} enden in {days} Tagen; verbinden Sie vorher neu, damit nichts verloren geht.",
  "connections.ended": "Die Zugangsdaten für {name} sind abgelaufen. Verbinden Sie die Seite neu.",
  "connections.silence":
    "Von {name} kam seit {hours} Stunden nichts, was ungewöhnlich ist. Sehen Sie nach, ob noch zugestellt wird.",
  "connections.webhook-first": "Diese Seite hat noch keinen Webhook; geben Sie zuerst seine Adresse an.",
  "connections.webhook-address":
    "{url} ist keine Webadresse; sie muss mit https:// beginnen (oder zum Ausprobieren mit http://).",
  "connections.webhook-user":
    "Die Adresse darf weder Benutzernamen noch Passwort enthalten: Die ganze Verwaltung sieht sie.",
  "connections.token-revoked": "Dieses Token wurde schon widerrufen.",
  "connections.target-key":
    "Die Adresse ist nicht mehr lesbar: Der Schlüssel von Sharewell hat sich geändert. Geben Sie die Adresse noch einmal ein.",
  "connections.target-took": "{service} hat die Nachricht angenommen. Sehen Sie nach, ob sie da ist.",
  "connections.target-quiet": "Ruhezeiten müssen zu verschiedenen Zeiten beginnen und enden.",
  "connections.target-gone": "Dieses Benachrichtigungsziel ist nicht mehr da.",
  "connections.target-reason": "Wählen Sie mindestens einen Anlass: {reasons}.",
  "connections.target-hours": "Ruhezeiten werden wie 22:00 und 07:00 angegeben.",
  "connections.target-begin":
    "Die Adresse muss wie slack://, mailto:// oder json:// beginnen; siehe die Liste auf appriseit.com.",
  "connections.target-local":
    "{name}:// zeigt Nachrichten auf dem Rechner, auf dem Sharewell läuft; niemand sähe sie.",
  "connections.target-incomplete":
    "Diese {name}://-Adresse ist unvollständig oder vertippt; vergleichen Sie sie mit der Seite des Dienstes auf appriseit.com.",
  "connections.target-unknown": "Für {name}:// gibt es keinen Dienst; siehe die Liste auf appriseit.com.",
  "connections.target-status": "Der Dienst nahm die Nachricht nicht an (Status {code}).",
  "connections.target-why": "Der Dienst nahm die Nachricht nicht an und sagte nicht, warum.",
  "connections.target-late": "Der Dienst antwortete nicht rechtzeitig.",
  "connections.target-no-server": "Es gibt keinen Server dieses Namens: Vielleicht ist die Adresse vertippt.",
  "connections.target-certificate": "Das Zertifikat des Servers ist nicht gültig.",
  "connections.target-unreachable": "Der Server ist nicht erreichbar.",
  "connections.target-password":
    "Der Dienst lehnte ab (Status {code}): Passwort oder Token ist falsch oder darf das nicht.",
  "connections.target-place":
    "Der Dienst kennt diesen Ort nicht (Status {code}): Vielleicht ist die Adresse vertippt oder gelöscht.",
  "connections.target-trouble": "Der Dienst hat gerade Schwierigkeiten (Status {code}).",
};
