import { createStore, useStore } from "../parts/store";

const HALF_A_MINUTE = 30_000;
const now = createStore(Date.now());
let ticking = false;

/** The time, moving on every half minute; one timer for all who ask. */
export function useNow(): number {
  if (!ticking) {
    ticking = true;
    setInterval(() => now.set(Date.now()), HALF_A_MINUTE);
  }
  return useStore(now);
}
