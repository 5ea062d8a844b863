import type { QueueItem } from "../api/types";
import { createStore } from "../parts/store";

/** The queue as it is on screen, for "next" and "previous" wherever they are asked for. */
export const order = createStore<readonly QueueItem[]>([]);

/** The comment that follows (1) or precedes (-1) another; null at the end, the first when there is no other. */
export function neighbour(id: string | null, step: 1 | -1): string | null {
  const items = order.get();
  const index = items.findIndex((item) => item.id === id);
  if (index < 0) return items[0]?.id ?? null;
  return items[index + step]?.id ?? null;
}

/** Where to go on after a decision: the next one, else the one before. */
export function following(id: string): string | null {
  return order.get().some((item) => item.id === id)
    ? (neighbour(id, 1) ?? neighbour(id, -1))
    : (order.get()[0]?.id ?? null);
}
