import { Suspense, useMemo } from "react";

import type { Translated } from "../api/translation";
import type { Conversation } from "../api/types";
import { later } from "../app/later";
import { MarkedText } from "../parts/MarkedText";
import { Outside } from "../parts/Outside";
import { escalationWords } from "../queue/escalations";
import { t } from "../texts";
import { ago, moment } from "../words/dates";
import { fromCodePoints } from "../words/spans";
import { tongueOf } from "../words/tongue";
import { useNow } from "../words/useNow";

const TranslatedText = later(() => import("./TranslatedText"));

interface ThreadProps {
  conversation: Conversation;
  translationOf: (original: string) => Translated | undefined;
}

/** The post, the earlier turns, and the comment with the words that call for care; each with its translation. */
export function Thread({ conversation, translationOf }: ThreadProps) {
  const { comment, post, turns, understanding } = conversation;
  const now = useNow();
  const lang = tongueOf(understanding);
  const marks = useMemo(
    () =>
      // Marks belong to the text that was read; they are checked against it, since the author may have edited it.
      fromCodePoints(comment.text, understanding?.escalation ?? []).filter(
        (span) => comment.text.slice(span.start, span.end) === span.text,
      ),
    [comment.text, understanding],
  );
  return (
    <div className="thread">
      {post?.text && (
        <blockquote className="post">
          <p className="quiet post-label">
            {t.conversation.post}
            {post.url && (
              <>
                {" · "}
                <Outside href={post.url}>{t.conversation.original}</Outside>
              </>
            )}
          </p>
          <p lang={lang}>{post.text}</p>
          <Below translated={translationOf(post.text)} />
        </blockquote>
      )}
      {turns.length > 0 && (
        <ol className="turns" aria-label={t.conversation.earlier}>
          {turns.map((turn, index) => (
            <li key={index} className={turn.from_page ? "turn turn-page" : "turn"}>
              <p className="quiet turn-who">
                {turn.author ?? (turn.from_page ? t.conversation.page : t.someone)}
                {turn.at && (
                  <time dateTime={turn.at} title={moment(turn.at)}>
                    {ago(turn.at, now)}
                  </time>
                )}
              </p>
              <p className="turn-text" lang={lang}>
                {turn.text}
              </p>
              <Below translated={translationOf(turn.text)} />
            </li>
          ))}
        </ol>
      )}
      <div className="comment">
        {comment.cleared_at && <p className="quiet">{t.administration.cleared}</p>}
        <p className="comment-text" lang={lang} dir="auto">
          <MarkedText
            text={comment.text}
            spans={marks}
            mark={(words, covered) => (
              <mark className="mark-escalation" title={escalationWords(covered.map((span) => span.reason))}>
                <span className="visually-hidden">
                  {t.conversation.escalationMark(escalationWords(covered.map((span) => span.reason)))}
                </span>
                {words}
              </mark>
            )}
          />
        </p>
        <Below translated={translationOf(comment.text)} />
        {comment.edited_at && (
          <p className="quiet">
            {t.conversation.edited} <time dateTime={comment.edited_at}>{ago(comment.edited_at, now)}</time>
          </p>
        )}
      </div>
    </div>
  );
}

function Below({ translated }: { translated: Translated | undefined }) {
  return <Suspense>{translated && <TranslatedText translated={translated} />}</Suspense>;
}
