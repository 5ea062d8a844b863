import { useInfiniteQuery } from "@tanstack/react-query";
import { lazy, Suspense, useEffect, useMemo, useState } from "react";
import { useSearchParams } from "react-router";

import { queueQuery } from "../api/queries";
import { later } from "../app/later";
import { hidden } from "../decisions/hidden";
import { announce } from "../live/announce";
import { Button } from "../parts/Button";
import { Empty, Failed, Skeleton } from "../parts/states";
import { useStore } from "../parts/store";
import { t } from "../texts";
import { FilterBar } from "./FilterBar";
import { narrowing } from "./filters";
import { createFlattener } from "./flatten";
import { order } from "./order";
import { QueueList } from "./QueueList";
import { pickNone, selection } from "./selection";
import { useFilters } from "./usePlace";
import { viewDialog } from "./views/dialog";

const ViewsMenu = later(() => import("./views/ViewsMenu"));
const ViewDialogs = later(() => import("./views/ViewDialogs"));
const BulkBar = later(() => import("./bulk/BulkBar"));

const ProblemBanner = lazy(() => import("./ProblemBanner"));

export function QueuePane({ selected }: { selected: string | null }) {
  const filters = useFilters();
  const [, setSearch] = useSearchParams();
  const queue = useInfiniteQuery(queueQuery(filters));
  const gone = useStore(hidden);
  const asked = useStore(viewDialog);
  const picked = useStore(selection).ids.size;
  const [flatten] = useState(createFlattener);

  const hides = filters.view === "waiting" || filters.view === "snoozed";
  const pages = queue.data?.pages;
  const items = useMemo(() => flatten(pages ?? [], hides ? gone : null), [flatten, gone, hides, pages]);

  useEffect(() => {
    order.set(items);
  }, [items]);
  useEffect(() => pickNone, [filters]);
  useEffect(() => {
    if (picked > 0) announce(t.bulk.picked(picked));
  }, [picked]);

  const total = queue.data?.pages[0]?.total ?? 0;
  const filtered = narrowing(filters).length > 0;
  const [title, text] = filtered ? t.queue.noMatch : t.queue.empty[filters.view];

  return (
    <section className="queue" aria-label={t.queue.label}>
      <div className="queue-view">
        <Suspense fallback={<span className="views-button views-name">{t.queue.views[filters.view]}</span>}>
          <ViewsMenu />
        </Suspense>
      </div>
      <FilterBar total={queue.data ? total : null} />
      <Suspense>
        {(filters.view === "problems" || filters.view === "waiting") && (
          <ProblemBanner page={filters.page} all={filters.view === "problems"} />
        )}
      </Suspense>
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
          {filters.q && filters.view !== "all" && (
            <>
              <Button icon="search" onPress={() => setSearch({ view: "all", q: filters.q })}>
                {t.narrow.everywhere}
              </Button>
              <p>{t.narrow.everywhereText}</p>
            </>
          )}
        </Empty>
      ) : queue.error ? (
        <Failed title={t.queue.failed} error={queue.error} onRetry={() => void queue.refetch()} />
      ) : (
        <Skeleton rows={7} label={t.loading} />
      )}
      <Suspense>
        {picked > 0 && <BulkBar items={items} />}
        {asked && <ViewDialogs asked={asked} onClose={() => viewDialog.set(null)} />}
      </Suspense>
    </section>
  );
}
