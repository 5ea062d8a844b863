import { useCallback, useMemo } from "react";
import { useLocation, useNavigate, useSearchParams } from "react-router";

import { type Filters, filtersFrom } from "./filters";

/** Asks the conversation that opens to take the focus: a person went there by a decision or a key. */
export interface PlaceState {
  focus?: boolean;
}

export function useFilters(): Filters {
  const [search] = useSearchParams();
  return useMemo(() => filtersFrom(search), [search]);
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
