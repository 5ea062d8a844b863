import { useDeferredValue } from "react";

import DiffText from "../parts/diff/DiffText";
import { t } from "../texts";

interface DraftDiffProps {
  draft: string;
  text: string;
  lang?: string;
}

/** What the reply says other than the draft, word by word, while it is typed. */
export default function DraftDiff({ draft, text, lang }: DraftDiffProps) {
  return (
    <section aria-label={t.draftDiff.label}>
      <p className="quiet">{t.draftDiff.legend}</p>
      <DiffText before={draft} after={useDeferredValue(text)} lang={lang} />
    </section>
  );
}
