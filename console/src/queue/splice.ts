import type { InfiniteData } from "@tanstack/react-query";

import type { QueueItem, QueuePage, View } from "../api/types";

export type QueueData = InfiniteData<QueuePage, string | null>;

/** How the desk orders a view: waiting by urgency, then oldest first; the others newest first. */
export function comparator(view: View): (a: QueueItem, b: QueueItem) => number {
  if (view === "waiting") {
    return (a, b) => b.urgency - a.urgency || byTime(a, b) || byId(a, b);
  }
  return (a, b) => byTime(b, a) || byId(b, a);
}

/** Times come with or without fractions of a second, so they compare as numbers. */
const byTime = (a: QueueItem, b: QueueItem): number => Date.parse(a.received_at) - Date.parse(b.received_at);
const byId = (a: QueueItem, b: QueueItem): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/**
 * A list of many loaded pages with one of them fetched afresh, so that a live change costs one small request
 * however far a person has scrolled. Pages begin at fixed cursors: what was known after the fresh page's end stays.
 */
export function spliced(data: QueueData, index: number, fresh: QueuePage, view: View): QueueData {
  const known = new Set(fresh.items.map((item) => item.id));
  const compare = comparator(view);
  const last = fresh.items.at(-1);
  const pages = data.pages.map((page, at): QueuePage => {
    const others = page.items.filter((item) => !known.has(item.id));
    if (at !== index) return { ...page, items: others, total: fresh.total };
    const beyond = fresh.next_cursor && last ? others.filter((item) => compare(item, last) > 0) : [];
    const keepsBeyond = beyond.length > 0 && page.next_cursor !== null;
    return keepsBeyond
      ? { items: [...fresh.items, ...beyond], next_cursor: page.next_cursor, total: fresh.total }
      : fresh;
  });
  // Nothing follows a page that has no cursor to go on from.
  const end = pages[index]?.next_cursor === null ? index + 1 : pages.length;
  return { pages: pages.slice(0, end), pageParams: data.pageParams.slice(0, end) };
}

/** The list without one comment that has left its view. */
export function without(data: QueueData, id: string): QueueData {
  if (!data.pages.some((page) => page.items.some((item) => item.id === id))) return data;
  const pages = data.pages.map((page) => ({
    ...page,
    items: page.items.filter((item) => item.id !== id),
    total: Math.max(0, page.total - 1),
  }));
  return { ...data, pages };
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
  sending: ["approved", "sending"],
  problems: ["failed", "unknown"],
  done: ["sent", "dismissed"],
};

/** Whether a comment in this state belongs in a view. */
export function belongs(view: View, state: string): boolean {
  return view === "all" || STATES[view].includes(state);
}
