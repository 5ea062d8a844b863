import type { Change } from "../api/types";
import { createStore } from "../parts/store";

/** The changes that came last, for those who tell of them; the queue and conversations follow by themselves. */
export const changesHeard = createStore<readonly Change[]>([]);
