import type { QueueItem, QueuePage } from "./contract";

/** What of a page is shown; some of its rows may stand on another page already. */
interface Part {
  page: QueuePage;
  items: readonly QueueItem[];
  isWhole: boolean;
}

export type Flatten = (pages: readonly QueuePage[], gone: ReadonlySet<string> | null) => readonly QueueItem[];

/**
 * Loaded pages as one list without repetitions and without what was decided a moment ago. Only pages that are new
 * or changed are looked into, so that the last of a hundred thousand rows come as quickly as the first.
 */
export function createFlattener(): Flatten {
  const seen = new Set<string>();
  let parts: (Part | undefined)[] = [];
  let last: { gone: ReadonlySet<string> | null; items: readonly QueueItem[] } | null = null;

  /** From which page on the list is another than before. */
  const update = (pages: readonly QueuePage[]): number => {
    const stays = parts.map((part, index) => part !== undefined && part.page === pages[index]);
    // What left one page may have been passed over on another.
    const left = stays.includes(false);
    const kept = parts.map((part, index) => (stays[index] && !(left && !part?.isWhole) ? part : undefined));
    parts.forEach((part, index) => {
      if (!kept[index]) part?.items.forEach((item) => seen.delete(item.id));
    });
    parts = pages.map((page, index) => {
      const known = kept[index];
      if (known) return known;
      const items = page.items.filter((item) => !seen.has(item.id) && seen.add(item.id));
      return { page, items, isWhole: items.length === page.items.length };
    });
    return left ? 0 : kept.length;
  };

  return (pages, gone) => {
    const firstNew = update(pages);
    const from = last?.gone === gone ? firstNew : 0;
    if (last && from > 0 && from === parts.length) return last.items;
    const items = last && from > 0 ? last.items.slice() : [];
    for (const part of parts.slice(from)) {
      for (const item of part?.items ?? []) if (!gone?.has(item.id)) items.push(item);
    }
    last = { gone, items };
    return items;
  };
}
