import { useCallback } from "react";
import { useLocation, useNavigate, useSearchParams } from "react-router";

import type { Filters } from "../api/queries";
import type { Intent, View } from "../api/types";

const VIEWS: readonly string[] = ["waiting", "sending", "problems", "done"];
const INTENTS: readonly string[] = ["question", "complaint", "praise", "other"];

/** Asks the conversation that opens to take the focus: a person went there by a decision or a key. */
export interface PlaceState {
  focus?: boolean;
}

export function filtersFrom(search: URLSearchParams): Filters {
  const view = search.get("view") ?? "";
  const intent = search.get("intent") ?? "";
  return {
    view: VIEWS.includes(view) ? (view as View) : "waiting",
    page: search.get("page") ?? "",
    intent: INTENTS.includes(intent) ? (intent as Intent) : "",
    q: search.get("q") ?? "",
  };
}

export function useFilters(): Filters {
  const [search] = useSearchParams();
  return filtersFrom(search);
}

/** Opens a comment beside the queue as it is filtered now; null closes it. */
export function useOpen(): (id: string | null, state?: PlaceState) => void {
  const navigate = useNavigate();
  const { search } = useLocation();
  return useCallback(
    (id, state = {}) => {
      void navigate({ pathname: id ? `/comment/${id}` : "/", search }, { state });
    },
    [navigate, search],
  );
}
