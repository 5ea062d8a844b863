import { createStore } from "../../parts/store";
import type { SavedView } from "../contract";

export type ViewDialog = { kind: "save" } | { kind: "change" | "delete"; view: SavedView } | null;

/** Which question about a view is open; asked from the list, the filter bar and the command palette alike. */
export const viewDialog = createStore<ViewDialog>(null);
