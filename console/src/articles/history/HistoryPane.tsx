import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";

import { articleQuery, revisionsQuery } from "../../api/queries";
import type { RevisionItem } from "../../api/types";
import { Button } from "../../parts/Button";
import { Failed, Skeleton } from "../../parts/states";
import { t } from "../../texts";
import { ago, moment } from "../../words/dates";
import { useNow } from "../../words/useNow";
import { ArticlePane } from "../ArticlePane";
import { wordsOf } from "./wordsOf";

// Comparing texts comes with it.
const RevisionChange = lazy(() => import("./RevisionChange"));

/** Who changed the article when, and what each change was. */
export function HistoryPane({ id }: { id: string }) {
  const article = useQuery(articleQuery(id));
  const revisions = useInfiniteQuery(revisionsQuery(id));
  const [chosen, setChosen] = useState<number | null>(null);
  const items = revisions.data?.pages.flatMap((page) => page.items) ?? [];
  const open = items.find((item) => item.revision === chosen) ?? items[0];
  const title = article.data ? t.revisions.title(article.data.title) : t.loading;
  const error = revisions.error ?? article.error;
  return (
    <ArticlePane title={title} id={id}>
      {open && article.data ? (
        <div className="revisions">
          <div>
            <ol className="revision-list" aria-label={t.revisions.list}>
              {items.map((item) => (
                <li key={item.revision}>
                  <RevisionRow item={item} open={item === open} onOpen={() => setChosen(item.revision)} />
                </li>
              ))}
            </ol>
            {revisions.hasNextPage && (
              <Button isPending={revisions.isFetchingNextPage} onPress={() => void revisions.fetchNextPage()}>
                {t.revisions.more}
              </Button>
            )}
          </div>
          <Suspense fallback={<Skeleton rows={3} label={t.loading} />}>
            <RevisionChange key={open.revision} article={article.data} item={open} />
          </Suspense>
        </div>
      ) : error ? (
        <Failed title={t.revisions.failed} error={error} onRetry={() => void revisions.refetch()} />
      ) : (
        <Skeleton rows={5} label={t.loading} />
      )}
    </ArticlePane>
  );
}

function RevisionRow({ item, open, onOpen }: { item: RevisionItem; open: boolean; onOpen: () => void }) {
  const now = useNow();
  return (
    <button type="button" className="revision-row" aria-current={open ? "true" : undefined} onClick={onOpen}>
      <span>{wordsOf(item)}</span>
      <span className="quiet">
        {t.revisions.number(item.revision)} ·{" "}
        <time dateTime={item.at} title={moment(item.at)}>
          {ago(item.at, now)}
        </time>
      </span>
    </button>
  );
}
