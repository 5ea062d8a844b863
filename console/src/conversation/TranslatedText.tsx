import type { Translated } from "../api/translation";
import { LOCALE } from "../app/language";
import { t } from "../texts";
import "./translation.css";

/** A translation below its original, which stays as it is; a text and nothing but a text, whatever stands in it. */
export default function TranslatedText({ translated: { text, shortened } }: { translated: Translated }) {
  return (
    <div className="translated">
      <p className="quiet translated-mark">{t.translation.mark}</p>
      <p className="translated-text" lang={LOCALE} dir="auto">
        {text}
      </p>
      {shortened && <p className="quiet">{t.translation.shortened}</p>}
    </div>
  );
}
