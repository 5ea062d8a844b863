import { useCallback, useMemo } from "react";
import { useSearchParams } from "react-router";

import type { ArticleFilters } from "../api/queries";
import { filtersOf, withFilter } from "./filters";

/** The filters in the address, and a way to change one. */
export function useArticleFilters(): [ArticleFilters, (name: keyof ArticleFilters, value: string) => void] {
  const [search, setSearch] = useSearchParams();
  const choose = useCallback(
    (name: keyof ArticleFilters, value: string) =>
      setSearch((before) => withFilter(before, name, value), { replace: true }),
    [setSearch],
  );
  return [useMemo(() => filtersOf(search), [search]), choose];
}
