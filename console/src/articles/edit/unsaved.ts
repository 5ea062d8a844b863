import { createStore } from "../../parts/store";
import type { Fields } from "./fields";

/** What a person was changing: `base` is what they began with, `revision` the one it was. */
export interface Unsaved {
  base: Fields;
  fields: Fields;
  revision: number;
}

/** The key of an article that isn't stored yet; no article's id is empty. */
export const NEW = "";

/** By article, for as long as the tab is open: going back and forth in the browser loses nothing. */
export const unsaved = createStore<ReadonlyMap<string, Unsaved>>(new Map());

export function keepUnsaved(id: string, entry: Unsaved): void {
  unsaved.set((before) => new Map(before).set(id, entry));
}

export function dropUnsaved(id: string): void {
  unsaved.set((before) => {
    if (!before.has(id)) return before;
    const next = new Map(before);
    next.delete(id);
    return next;
  });
}
