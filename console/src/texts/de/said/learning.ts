/** What learning came to. */
export const learning = {
  "learning.f1-chance":
    "Macro-F1 auf {rows} zurückgelegten Entscheidungen geht von {champion} auf {challenger}, was auch Zufall sein kann (Intervall des Unterschieds {low} bis {high}).",
  "learning.f1-rises":
    "Macro-F1 auf {rows} zurückgelegten Entscheidungen steigt von {champion} auf {challenger}.",
  "learning.surer":
    "Es ist sich auf {rows} zurückgelegten Entscheidungen der richtigen Einordnung sicherer, und Macro-F1 ist nicht niedriger: {challenger} nach {champion}.",
  "learning.surer_about":
    "Es ist sich auf {rows} zurückgelegten Entscheidungen der richtigen Einordnung sicherer, und Macro-F1 ist etwa gleich hoch: {challenger} nach {champion}.",
  "learning.few": "Es gibt {rows} zurückgelegte Entscheidungen; für ein Urteil sind {least} nötig.",
  "learning.changed":
    "Andere Namen, Groß- und Kleinschreibung und Tippfehler ändern die Einordnung öfter: gehalten {challenger} nach {champion}.",
  "learning.escalations":
    "Es findet weniger von dem, was sofort einen Menschen braucht: {challenger} nach {champion}.",
  "learning.complaints": "Es findet weniger Beschwerden auf {where}: {challenger} nach {champion}.",
  "learning.lower": "Sein Macro-F1 ist niedriger auf {where}: {challenger} nach {champion}.",
  "learning.claims": "Es gibt sich sicherer, als es ist, auf {where}: um {challenger} nach {champion}.",
  "learning.slice": "Es hat seltener recht auf {name}: {challenger} nach {champion}.",
  "learning.ended":
    "Es endete ohne ein Wort: Der Rechner oder jemand hat es angehalten. Nichts wurde geändert.",
  "learning.failed": "Das Lernen schlug fehl; das jetzige Modell arbeitet weiter.",
  "learning.file-damaged":
    "Die Datei {file} des jetzigen Modells ist beschädigt oder fehlt; führen Sie ./sharewell setup aus.",
  "learning.space": "In {folder} sind nur {free} MB frei; das Lernen braucht {room} MB.",
  "learning.under-way": "Ein Lauf ist schon im Gang oder angefordert.",
  "learning.none-under-way": "Kein Lauf ist im Gang.",
  "learning.one-run": "Ein Lauf nach dem anderen.",
  "learning.no-run": "Diesen Lauf gibt es nicht.",
  "learning.file": "Eine Datei lässt sich nicht schreiben oder lesen ({error}).",
  "learning.mistake": "Ein Fehler in Sharewell hat es beendet ({error}); mehr steht im Protokoll.",
  "learning.no-model-yet": "Es gibt noch kein Modell: Führen Sie ./sharewell setup --for assistant aus.",
  "learning.no-such-model": "Dieses Modell gibt es nicht.",
  "learning.no-other": "Vor diesem arbeitete kein anderes Modell.",
  "learning.serves": "Dieses Modell arbeitet schon.",
  "learning.other-version":
    "Dieses Modell stammt von einer anderen Version von Sharewell; vielleicht passt es nicht zu dieser.",
  "learning.model-damaged":
    "Die Datei dieses Modells ist beschädigt oder fehlt; das jetzige arbeitet weiter.",
  "learning.model-cannot": "Das Modell {file} kann nicht arbeiten: Seine Datei ist beschädigt oder fehlt.",
  "learning.model-file": "Die Datei des Modells {file} ist beschädigt oder fehlt.",
  "learning.not-taken": "Das Modell {file} wurde nicht übernommen; das vorige arbeitet weiter.",
  "learning.agree-both": "Über diese Texte ist man sich inzwischen einig, oder es gibt sie nicht mehr.",
  "learning.name-one": "Nennen Sie ein Modell mit dem Anfang seiner Kennung: ./sharewell models zeigt sie.",
  "learning.shadow-hours": "Ein Schattenlauf dauert 1 bis {hours} Stunden.",
  "learning.shadow-serves": "Dieses Modell arbeitet schon; es gibt nichts zu vergleichen.",
  "learning.shadow-under-way": "Ein Schattenlauf ist schon im Gang; beenden Sie ihn zuerst.",
  "learning.no-shadow": "Kein Schattenlauf ist im Gang.",
  "learning.date": "Das Datum {date} ist nicht lesbar; schreiben Sie es wie {example}.",
  "learning.no-import": "Diesen Import gibt es nicht.",
  "learning.import-undone": "Dieser Import ist schon zurückgenommen.",
  "learning.file-large": "Die Datei ist größer als {size} MB; importieren Sie sie in Teilen.",
  "learning.no-label": "{label} ist keine Einordnung; es gibt {labels}.",
  "learning.not-utf8":
    "Die Datei ist nicht UTF-8 (Byte {byte}). Speichern Sie sie als UTF-8 und versuchen Sie es wieder.",
  "learning.file-rows":
    "Die Datei hat {rows} Zeilen; für mehr als {most} nehmen Sie: ./sharewell lessons import",
};
