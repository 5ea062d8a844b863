import type { InfiniteData } from "@tanstack/react-query";

import type { QueueItem, QueuePage, View } from "../api/types";

/** Pages as they were fetched. How many comments there are in all is what the first of them says. */
export type QueueData = InfiniteData<QueuePage, string | null>;

/**
 * A list of many loaded pages with one of them fetched afresh, so that a live change costs one small request
 * however far a person has scrolled. Pages begin at fixed cursors: what stood after the fresh page's end stays,
 * unless it is among the `changed`. Only the desk knows how a view is ordered.
 */
export function spliced(
  data: QueueData,
  index: number,
  fresh: QueuePage,
  changed: ReadonlySet<string> = new Set(),
): QueueData {
  const known = new Set(fresh.items.map((item) => item.id));
  const pages = data.pages.map((page, at): QueuePage => {
    if (at !== index) {
      // A page that is as it was stays the same object: nothing that follows looks into it again.
      const holds = page.items.some((item) => known.has(item.id));
      if (!holds) return at === 0 ? { ...page, total: fresh.total } : page;
      return { ...page, items: page.items.filter((item) => !known.has(item.id)), total: fresh.total };
    }
    const end = page.items.findIndex((item) => item.id === lastKnown(fresh, page));
    const beyond = page.items.slice(end + 1).filter(({ id }) => !known.has(id) && !changed.has(id));
    const keepsBeyond = fresh.next_cursor !== null && page.next_cursor !== null && beyond.length > 0;
    return keepsBeyond
      ? { items: [...fresh.items, ...beyond], next_cursor: page.next_cursor, total: fresh.total }
      : fresh;
  });
  // Nothing follows a page that has no cursor to go on from.
  const end = pages[index]?.next_cursor === null ? index + 1 : pages.length;
  return { pages: pages.slice(0, end), pageParams: data.pageParams.slice(0, end) };
}

/** The last row of the fresh page that the old one had too. */
function lastKnown(fresh: QueuePage, old: QueuePage): string | undefined {
  const had = new Set(old.items.map((item) => item.id));
  return fresh.items.findLast((item) => had.has(item.id))?.id;
}

/** The list without comments that have left its view. */
export function without(data: QueueData, ...ids: string[]): QueueData {
  const left = new Set(ids);
  let found = 0;
  const pages = data.pages.map((page) => {
    const items = page.items.filter((item) => !left.has(item.id));
    found += page.items.length - items.length;
    return items.length === page.items.length ? page : { ...page, items };
  });
  if (found === 0) return data;
  const [first, ...rest] = pages;
  return { ...data, pages: first ? [{ ...first, total: Math.max(0, first.total - found) }, ...rest] : [] };
}

/** The list with some of its rows changed in place. */
export function changed(
  data: QueueData,
  ids: ReadonlySet<string>,
  change: (item: QueueItem) => QueueItem,
): QueueData {
  const pages = data.pages.map((page) =>
    page.items.some((item) => ids.has(item.id))
      ? { ...page, items: page.items.map((item) => (ids.has(item.id) ? change(item) : item)) }
      : page,
  );
  return { ...data, pages };
}

/** The list's beginning: what is not looked at is read again from there. */
export function shortened(data: QueueData, most: number): QueueData {
  if (data.pages.length <= most) return data;
  return { pages: data.pages.slice(0, most), pageParams: data.pageParams.slice(0, most) };
}

/** Which loaded pages a change can have touched: the first, the last where the list ends, and those that hold it. */
export function touched(data: QueueData, ids: ReadonlySet<string>): number[] {
  const indexes = new Set([0]);
  if (data.pages.at(-1)?.next_cursor === null) indexes.add(data.pages.length - 1);
  data.pages.forEach((page, index) => {
    if (page.items.some((item) => ids.has(item.id))) indexes.add(index);
  });
  return [...indexes];
}

const STATES: Record<Exclude<View, "all">, readonly string[]> = {
  waiting: ["received", "drafting", "waiting"],
  snoozed: ["received", "drafting", "waiting"],
  sending: ["approved", "sending"],
  problems: ["failed", "unknown"],
  done: ["sent", "dismissed"],
};

/** Whether a comment in this state can be in a view. */
export function belongs(view: View, state: string): boolean {
  return view === "all" || STATES[view].includes(state);
}
