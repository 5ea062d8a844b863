import { Link, useLocation } from "react-router";

import type { Conversation } from "../api/types";
import { t } from "../texts";
import { ago, moment } from "../words/dates";
import { tongue } from "../words/tongue";
import { useNow } from "../words/useNow";

/** What the same author wrote before, and what they were answered. */
export function Earlier({ conversation: { comment, earlier } }: { conversation: Conversation }) {
  const now = useNow();
  const { search } = useLocation();
  if (earlier.length === 0) return null;
  return (
    <details className="fold earlier">
      <summary>
        {t.together.earlier.label(comment.author ?? t.someone)} ({earlier.length})
      </summary>
      <ol>
        {earlier.map((one) => (
          <li key={one.id}>
            <p className="quiet earlier-head">
              <time dateTime={one.at} title={moment(one.at)}>
                {ago(one.at, now)}
              </time>
              <span className="tag tag-quiet">{t.queue.state[one.state]}</span>
            </p>
            <Link
              to={{ pathname: `/comment/${one.id}`, search }}
              state={{ focus: true }}
              dir="auto"
              lang={tongue(one.language)}
            >
              {one.excerpt}
            </Link>
            {one.reply_excerpt && (
              <p className="quiet" dir="auto">
                {t.together.earlier.answered} <span lang={tongue(one.language)}>{one.reply_excerpt}</span>
              </p>
            )}
          </li>
        ))}
      </ol>
    </details>
  );
}
