import { Link } from "react-router";

import type { Evidence } from "../api/types";
import { Breakable } from "../parts/Breakable";
import { Icon } from "../parts/Icon";
import { Outside } from "../parts/Outside";
import { t } from "../texts";
import { type Numbered, sorted } from "../words/evidence";
import type { Placed } from "../words/sentences";
import { ARTICLE_LANG } from "../words/tongue";
import { keyOf } from "./Editor";

interface EvidencePanelProps {
  sentences: readonly Placed[];
  /** The language of the reply. */
  lang: string;
  evidence: readonly Evidence[];
  draftKind: string | null;
  pointed: string | null;
  onPoint: (key: string | null) => void;
  onSelect: (start: number, end: number) => void;
}

/** Each sentence beside what supports it. Pointing at either marks both, here and in the editor. */
export function EvidencePanel(props: EvidencePanelProps) {
  const { sentences, lang, evidence, draftKind, pointed, onPoint, onSelect } = props;
  const numbers = new Map(evidence.map((passage, index) => [passage.id, index + 1]));
  const used = new Set(sentences.map((sentence) => sentence.evidence));
  const { shown, folded } = sorted(evidence, used, draftKind);
  const list = (passages: readonly Numbered[]) => (
    <ol className="passages" aria-label={t.evidence.passages}>
      {passages.map(({ passage, number, isUsed }) => (
        <Passage
          key={passage.id}
          passage={passage}
          number={number}
          isUsed={isUsed}
          isPointed={pointed === passage.id}
          onPoint={onPoint}
        />
      ))}
    </ol>
  );
  const telling = sentences.filter((sentence) => sentence.evidence !== null || sentence.bare);
  return (
    <section className="evidence" aria-label={t.evidence.label}>
      <h3>{t.evidence.label}</h3>
      {telling.length > 0 && (
        <ol className="sentences" aria-label={t.evidence.sentences}>
          {telling.map((sentence) => {
            const number = sentence.evidence ? numbers.get(sentence.evidence) : undefined;
            const key = keyOf(sentence);
            return (
              <li key={sentence.start}>
                <button
                  type="button"
                  className="sentence"
                  data-pointed={key === pointed || undefined}
                  onClick={() => onSelect(sentence.start, sentence.end)}
                  onMouseEnter={() => canHover() && onPoint(key)}
                  onMouseLeave={() => onPoint(null)}
                  onFocus={() => onPoint(key)}
                  onBlur={() => onPoint(null)}
                >
                  <span className="sentence-text" lang={lang}>
                    <Breakable text={sentence.text} />
                  </span>
                  {number ? (
                    <span className="cite">
                      <span className="visually-hidden">{t.evidence.cites(number)}</span>
                      <span aria-hidden="true">{number}</span>
                    </span>
                  ) : (
                    <span className={sentence.own ? "tag tag-quiet" : "tag tag-bare"}>
                      {sentence.own ? t.evidence.own : t.evidence.bare}
                    </span>
                  )}
                </button>
                {!number && (
                  <p className="sentence-note">{sentence.own ? t.evidence.ownText : t.evidence.bareText}</p>
                )}
              </li>
            );
          })}
        </ol>
      )}
      {evidence.length === 0 && <p className="quiet">{t.evidence.none}</p>}
      {shown.length > 0 && list(shown)}
      {folded.length > 0 && (
        <details className="fold">
          <summary>{t.evidence.more(folded.length)}</summary>
          {list(folded)}
        </details>
      )}
    </section>
  );
}

interface PassageProps {
  passage: Evidence;
  number: number;
  isUsed: boolean;
  isPointed: boolean;
  onPoint: (key: string | null) => void;
}

function Passage({ passage, number, isUsed, isPointed, onPoint }: PassageProps) {
  const { id, article, kind, title, heading, text, url } = passage;
  return (
    <li
      className="passage"
      data-pointed={isPointed || undefined}
      data-used={isUsed || undefined}
      onMouseEnter={() => canHover() && onPoint(id)}
      onMouseLeave={() => onPoint(null)}
    >
      <p className="passage-head">
        <span className="cite" aria-hidden="true">
          {number}
        </span>
        <span className="passage-title" lang={ARTICLE_LANG}>
          {title}
          {heading && <span className="quiet"> › {heading}</span>}
        </span>
      </p>
      <p className="passage-text" lang={ARTICLE_LANG}>
        <Breakable text={text} />
      </p>
      <p className="passage-foot quiet">
        <span>
          <Icon name={kind === "article" ? "article" : "praise"} size={13} />{" "}
          {kind === "article" ? t.evidence.article : t.evidence.reply}
        </span>
        {!isUsed && <span>{t.evidence.unused}</span>}
        <span className="passage-links">
          {kind === "article" && <Link to={`/articles/${article}`}>{t.evidence.open}</Link>}
          {url && <Outside href={url}>{t.evidence.site}</Outside>}
        </span>
      </p>
    </li>
  );
}

/** A finger that scrolls over the cards points at nothing. */
function canHover(): boolean {
  return window.matchMedia("(hover: hover)").matches;
}
