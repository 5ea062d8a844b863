import { queryOptions } from "@tanstack/react-query";

import { answered, api } from "./client";
import type { components } from "./schema";

export type Gap = components["schemas"]["Gap"];

export function gapsQuery(state: "open" | "dismissed", page: string) {
  return queryOptions({
    queryKey: ["gaps", state, page],
    queryFn: ({ signal }) =>
      answered(api.GET("/api/v1/gaps", { params: { query: { state, ...(page && { page }) } }, signal })),
    staleTime: 10_000,
    refetchInterval: 60_000,
  });
}

export function gapQuery(id: string) {
  return queryOptions({
    queryKey: ["gaps", "one", id],
    queryFn: ({ signal }) =>
      answered(api.GET("/api/v1/gaps/{gap_id}", { params: { path: { gap_id: id } }, signal })),
    staleTime: 30_000,
  });
}
