import type { Article } from "../api/types";
import { createStore } from "../parts/store";

/** The article deleted last, until it is restored or its bar is put away. */
export const justDeleted = createStore<Article | null>(null);
