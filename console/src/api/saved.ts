import { queryOptions } from "@tanstack/react-query";

import { answered, api } from "./client";

/** Saved replies; with a page those that it sees. */
export function savedQuery(page: string | null) {
  return queryOptions({
    queryKey: ["saved-replies", page],
    queryFn: ({ signal }) =>
      answered(
        api.GET("/api/v1/saved-replies", { params: { query: page === null ? {} : { page } }, signal }),
      ),
    staleTime: 60_000,
  });
}
