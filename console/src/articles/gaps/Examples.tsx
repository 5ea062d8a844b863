import { Link } from "react-router";

import type { Gap } from "../../api/gaps";
import { t } from "../../texts";
import { ago } from "../../words/dates";
import { tongue } from "../../words/tongue";
import { useNow } from "../../words/useNow";

/** Comments as they were written, each with the way to its thread. */
export function Examples({ examples }: { examples: Gap["examples"] }) {
  const now = useNow();
  return (
    <>
      <h3>{t.gaps.examples}</h3>
      <ul className="gap-quotes">
        {examples.map((example) => (
          <li key={example.comment_id}>
            <q dir="auto" lang={tongue()}>
              {example.text}
            </q>
            <span className="quiet">
              {" "}
              {t.gaps.by(example.author ?? t.someone, ago(example.at, now))} ·{" "}
              <Link to={`/comment/${example.comment_id}?view=all`}>{t.gaps.see}</Link>
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

export function Replies({ replies }: { replies: Gap["replies"] }) {
  if (replies.length === 0) return null;
  return (
    <>
      <h3>{t.gaps.replies}</h3>
      <ul className="gap-quotes">
        {replies.map((reply) => (
          <li key={reply.comment_id}>
            <q dir="auto" lang={tongue()}>
              {reply.text}
            </q>
          </li>
        ))}
      </ul>
    </>
  );
}
