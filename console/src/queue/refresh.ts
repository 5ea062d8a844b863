import type { QueryClient } from "@tanstack/react-query";

import { fetchQueuePage, type Filters } from "../api/queries";
import type { Change } from "../api/types";
import { belongs, type QueueData, shortened, spliced, touched, without } from "./splice";

const MOST_PAGES = 4;
const MOST_REREAD = 5;
const running = new WeakMap<QueryClient, Map<string, Set<string>>>();

/** Bring every loaded queue up to date after changes: those that left go at once, the rest by small requests. */
export async function refreshQueues(queries: QueryClient, changes: readonly Change[]): Promise<void> {
  const loaded = queries.getQueryCache().findAll({ queryKey: ["queue"] });
  await Promise.all(
    loaded.map(async (query) => {
      const filters = query.queryKey[1] as Filters;
      for (const { comment, state } of changes) {
        if (state && !belongs(filters.view, state)) {
          queries.setQueryData<QueueData>(query.queryKey, (data) => data && without(data, comment));
        }
      }
      if (query.isActive()) {
        await refreshPages(queries, filters, new Set(changes.map((change) => change.comment)));
      } else {
        // Coming back to it reads it again: from its beginning, not all that was ever loaded.
        queries.setQueryData<QueueData>(query.queryKey, (data) => data && shortened(data, 1));
        await queries.invalidateQueries({ queryKey: query.queryKey, exact: true, refetchType: "none" });
      }
    }),
  );
}

/** The same for comments of which only is known that something happened to them. */
export function refreshAround(queries: QueryClient, ids: Iterable<string>): Promise<void> {
  const changes = Array.from(ids, (comment) => ({ id: 0, comment, page: "", kind: "", state: null }));
  return refreshQueues(queries, changes);
}

/** After a break in the connection everything is read again; of a long list its beginning, where the urgent stand. */
export async function rereadAll(queries: QueryClient): Promise<void> {
  for (const query of queries.getQueryCache().findAll({ queryKey: ["queue"] })) {
    const most = query.isActive() ? MOST_REREAD : 1;
    queries.setQueryData<QueueData>(query.queryKey, (data) => data && shortened(data, most));
  }
  await queries.invalidateQueries();
}

/** One refresh of a list at a time; what changes meanwhile is looked at right after it. */
async function refreshPages(queries: QueryClient, filters: Filters, ids: Set<string>): Promise<void> {
  const waiting = running.get(queries) ?? new Map<string, Set<string>>();
  running.set(queries, waiting);
  const key = JSON.stringify(filters);
  const later = waiting.get(key);
  if (later) {
    ids.forEach((id) => later.add(id));
    return;
  }
  const next = new Set<string>();
  waiting.set(key, next);
  try {
    await fetchTouched(queries, filters, ids);
  } catch {
    // The banner says that the desk is out of reach; everything is read again when it is back.
  } finally {
    waiting.delete(key);
  }
  if (next.size > 0) await refreshPages(queries, filters, next);
}

async function fetchTouched(queries: QueryClient, filters: Filters, ids: ReadonlySet<string>): Promise<void> {
  const queryKey = ["queue", filters] as const;
  const data = queries.getQueryData<QueueData>(queryKey);
  if (!data) return;
  for (const index of touched(data, ids).slice(0, MOST_PAGES)) {
    const cursor = queries.getQueryData<QueueData>(queryKey)?.pageParams[index];
    if (cursor === undefined) continue;
    const fresh = await fetchQueuePage(filters, cursor);
    queries.setQueryData<QueueData>(queryKey, (now) => now && spliced(now, index, fresh, ids));
  }
}
