import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "react-router";

import { messageOf } from "../api/errors";
import { usesQuery } from "../api/queries";
import { Button } from "../parts/Button";
import { t } from "../texts";
import { ago, moment } from "../words/dates";
import { tongue } from "../words/tongue";
import { useNow } from "../words/useNow";

/** The comments whose drafts have a sentence from the article, each leading to its conversation. */
export function ArticleUses({ id }: { id: string }) {
  const uses = useInfiniteQuery(usesQuery(id));
  const now = useNow();
  const items = uses.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section className="uses" aria-labelledby="uses-title">
      <h3 id="uses-title">{t.articles.uses.title}</h3>
      {uses.error ? (
        <p className="quiet" role="alert">
          {t.articles.uses.failed} {messageOf(uses.error)}
        </p>
      ) : !uses.data ? (
        <p className="quiet">{t.loading}</p>
      ) : items.length === 0 ? (
        <p className="quiet">{t.articles.uses.none}</p>
      ) : (
        <>
          <p className="quiet">{t.articles.uses.text}</p>
          <ul>
            {items.map((use) => (
              <li key={use.comment_id}>
                <Link className="use" to={`/comment/${use.comment_id}`}>
                  <span className="use-words" lang={tongue()}>
                    {use.excerpt}
                  </span>
                  <span className="quiet">
                    {use.author ?? t.someone} ·{" "}
                    {use.deleted_at ? t.queue.state.deleted : t.queue.state[use.state]} ·{" "}
                    <time dateTime={use.at} title={moment(use.at)}>
                      {ago(use.at, now)}
                    </time>
                  </span>
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
      {uses.hasNextPage && (
        <Button isPending={uses.isFetchingNextPage} onPress={() => void uses.fetchNextPage()}>
          {t.articles.uses.more}
        </Button>
      )}
    </section>
  );
}
