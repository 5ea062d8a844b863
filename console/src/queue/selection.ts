import { createStore } from "../parts/store";
import { order } from "./order";

interface Selection {
  ids: ReadonlySet<string>;
  /** Where a range begins: the row that was selected last by itself. */
  anchor: string | null;
}

const NONE: Selection = { ids: new Set(), anchor: null };

/** The comments chosen for something done to many at once. */
export const selection = createStore<Selection>(NONE);

export function pick(id: string): void {
  selection.set(({ ids }) => {
    const next = new Set(ids);
    if (!next.delete(id)) next.add(id);
    return { ids: next, anchor: id };
  });
}

/** All rows from the one selected last to this one, as they stand on screen. */
export function pickRange(id: string): void {
  const rows = order.get();
  const { ids, anchor } = selection.get();
  const from = rows.findIndex((item) => item.id === anchor);
  const to = rows.findIndex((item) => item.id === id);
  if (from < 0 || to < 0) {
    pick(id);
    return;
  }
  const range = rows.slice(Math.min(from, to), Math.max(from, to) + 1).map((item) => item.id);
  selection.set({ ids: new Set([...ids, ...range]), anchor });
}

export function pickAll(): void {
  selection.set(({ anchor }) => ({ ids: new Set(order.get().map((item) => item.id)), anchor }));
}

export function pickNone(): void {
  if (selection.get().ids.size > 0) selection.set(NONE);
}
