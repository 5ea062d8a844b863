import { useInfiniteQuery } from "@tanstack/react-query";
import { lazy, Suspense, useEffect, useMemo } from "react";
import { useSearchParams } from "react-router";

import { queueQuery } from "../api/queries";
import { hidden } from "../decisions/hidden";
import { Button } from "../parts/Button";
import { Empty, Failed, Skeleton } from "../parts/states";
import { useStore } from "../parts/store";
import { t } from "../texts";
import { order } from "./order";
import { QueueFilters } from "./QueueFilters";
import { QueueList } from "./QueueList";
import { useFilters } from "./usePlace";
import { Views } from "./Views";

const ProblemBanner = lazy(() => import("./ProblemBanner"));

export function QueuePane({ selected }: { selected: string | null }) {
  const filters = useFilters();
  const [, setSearch] = useSearchParams();
  const queue = useInfiniteQuery(queueQuery(filters));
  const gone = useStore(hidden);

  const items = useMemo(() => {
    const seen = new Set<string>();
    return (queue.data?.pages ?? [])
      .flatMap((page) => page.items)
      .filter((item) => {
        if (seen.has(item.id) || (filters.view === "waiting" && gone.has(item.id))) return false;
        seen.add(item.id);
        return true;
      });
  }, [filters.view, gone, queue.data]);

  useEffect(() => {
    order.set(items);
  }, [items]);

  const total = queue.data?.pages[0]?.total ?? 0;
  const filtered = filters.page !== "" || filters.intent !== "" || filters.q !== "";
  const [title, text] = filtered ? t.queue.noMatch : t.queue.empty[filters.view];

  return (
    <section className="queue" aria-label={t.queue.label}>
      <Views />
      <QueueFilters total={queue.data ? total : null} />
      <Suspense>{filters.view === "problems" && <ProblemBanner page={filters.page} />}</Suspense>
      {queue.data && items.length > 0 ? (
        <QueueList
          key={JSON.stringify(filters)}
          items={items}
          total={total}
          selected={selected}
          isStale={queue.isPlaceholderData}
          onEnd={() => {
            if (queue.hasNextPage && !queue.isFetchingNextPage) void queue.fetchNextPage();
          }}
        />
      ) : queue.data ? (
        <Empty icon={filtered ? "search" : "approve"} title={title ?? ""} text={text ?? ""}>
          {filtered && (
            <Button onPress={() => setSearch(filters.view === "waiting" ? {} : { view: filters.view })}>
              {t.queue.clear}
            </Button>
          )}
        </Empty>
      ) : queue.error ? (
        <Failed title={t.queue.failed} error={queue.error} onRetry={() => void queue.refetch()} />
      ) : (
        <Skeleton rows={7} label={t.loading} />
      )}
    </section>
  );
}
