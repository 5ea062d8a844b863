import { useQuery } from "@tanstack/react-query";
import { Link, useSearchParams } from "react-router";

import { messageOf } from "../api/errors";
import type { Intent } from "../api/types";
import { useKeys } from "../keys/useKeys";
import { Button } from "../parts/Button";
import { Icon } from "../parts/Icon";
import { Empty, Failed, Skeleton } from "../parts/states";
import { may, useMe } from "../session/me";
import { t } from "../texts";
import { ago, moment } from "../words/dates";
import { tongue } from "../words/tongue";
import { useNow } from "../words/useNow";
import { INTENTS } from "./intents";
import { type Wanted, wantedQuery } from "./queries";
import { useAnswers } from "./useAnswers";
import { words } from "./words";

/** The day's comments to label, one at a time. */
export function LabelNext() {
  const me = useMe();
  const [search, setSearch] = useSearchParams();
  const pages = me.pages.filter((one) => may(me, "approver", one.id));
  const page = pages.find((one) => one.id === search.get("page"))?.id ?? pages[0]?.id ?? "";
  const texts = words.next;
  return (
    <section className="learning-part" aria-labelledby="label-next">
      <div className="learning-head">
        <h2 id="label-next">{texts.title}</h2>
        {pages.length > 1 && (
          <select
            aria-label={texts.page}
            value={page}
            onChange={(event) => setSearch({ page: event.target.value }, { replace: true })}
          >
            {pages.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </select>
        )}
      </div>
      <p className="quiet">{texts.text}</p>
      {page === "" ? (
        <Empty icon="queue" title={texts.noPage[0]} text={texts.noPage[1]} />
      ) : (
        <Labelling key={page} page={page} />
      )}
    </section>
  );
}

function Labelling({ page }: { page: string }) {
  const wanted = useQuery(wantedQuery(page));
  const { label, skip, undo, error } = useAnswers(page);
  const item = wanted.data?.items[0];
  const texts = words.next;
  const choose = (intent: Intent) => (): void => {
    if (item) label(item, intent);
  };
  const skipIt = (): void => {
    if (item) skip(item);
  };
  useKeys({
    ...(item && { s: skipIt }),
    ...(item && Object.fromEntries(INTENTS.map((intent, place) => [String(place + 1), choose(intent)]))),
    ...(undo && { z: undo }),
  });
  if (wanted.error) {
    return <Failed title={texts.failed} error={wanted.error} onRetry={() => void wanted.refetch()} />;
  }
  if (!wanted.data) return <Skeleton rows={4} label={t.loading} />;
  const { done, total } = wanted.data;
  return (
    <>
      {total > 0 && (
        <div className="label-progress">
          <progress aria-label={texts.title} value={done} max={total} />
          <span>{texts.progress(done, total)}</span>
        </div>
      )}
      {item ? (
        <ToLabel item={item} />
      ) : (
        !wanted.isFetching && <Empty title={texts.done[0]} text={texts.done[1]} />
      )}
      {error !== null && (
        <p className="form-error" role="alert">
          {messageOf(error)}
        </p>
      )}
      <div className="label-actions">
        {item && (
          <div className="form-line" role="group" aria-label={texts.labels}>
            {INTENTS.map((intent, place) => (
              <Button key={intent} icon={intent} shortcut={String(place + 1)} onPress={choose(intent)}>
                {t.intents[intent]}
              </Button>
            ))}
          </div>
        )}
        <div className="form-line">
          {item && (
            <Button look="quiet" shortcut="s" onPress={skipIt}>
              {texts.skip}
            </Button>
          )}
          {undo && (
            <Button look="quiet" icon="undo" shortcut="z" onPress={undo}>
              {texts.undo}
            </Button>
          )}
        </div>
      </div>
    </>
  );
}

/** The comment with what was said before it. What the assistant thought is not told: it would be followed. */
function ToLabel({ item }: { item: Wanted }) {
  const now = useNow();
  const lang = tongue(item.language);
  return (
    <article className="thread" aria-label={words.next.item}>
      {item.post?.text && (
        <blockquote className="post">
          <p className="quiet post-label">{t.conversation.post}</p>
          <p lang={lang}>{item.post.text}</p>
        </blockquote>
      )}
      {item.turns.length > 0 && (
        <ol className="turns" aria-label={t.conversation.earlier}>
          {item.turns.map((turn, index) => (
            <li key={index} className={turn.from_page ? "turn turn-page" : "turn"}>
              <p className="quiet turn-who">
                {turn.author ?? (turn.from_page ? t.conversation.page : t.someone)}
              </p>
              <p className="turn-text" lang={lang}>
                {turn.text}
              </p>
            </li>
          ))}
        </ol>
      )}
      <div className="comment">
        <p className="quiet turn-who">
          {item.author ?? t.someone}
          <time dateTime={item.received_at} title={moment(item.received_at)}>
            {ago(item.received_at, now)}
          </time>
        </p>
        <p className="comment-text" lang={lang} dir="auto">
          {item.text}
        </p>
      </div>
      <p className="quiet label-why">
        {words.next.why[item.why]}{" "}
        <Link to={`/comment/${item.id}?view=all`}>
          {words.next.open} <Icon name="more" size={12} />
        </Link>
      </p>
    </article>
  );
}
