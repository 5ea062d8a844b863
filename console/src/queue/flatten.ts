import type { QueueItem, QueuePage } from "./contract";

interface Flat {
  pages: readonly QueuePage[];
  gone: ReadonlySet<string> | null;
  items: QueueItem[];
  seen: Set<string>;
}

/**
 * Loaded pages as one list without repetitions and without what was decided a moment ago. A page that comes in at
 * the end costs only its own rows, so that the last of a hundred thousand rows come as quickly as the first.
 */
export function createFlattener(): (
  pages: readonly QueuePage[],
  gone: ReadonlySet<string> | null,
) => readonly QueueItem[] {
  let last: Flat | null = null;
  return (pages, gone) => {
    const grows =
      last !== null && last.gone === gone && last.pages.every((page, index) => page === pages[index]);
    if (last && grows && last.pages.length === pages.length) return last.items;
    const known: Flat = last && grows ? last : { pages: [], gone, items: [], seen: new Set() };
    const items = known.items.slice();
    for (const page of pages.slice(known.pages.length)) {
      for (const item of page.items) {
        if (known.seen.has(item.id) || gone?.has(item.id)) continue;
        known.seen.add(item.id);
        items.push(item);
      }
    }
    last = { pages, gone, items, seen: known.seen };
    return items;
  };
}
