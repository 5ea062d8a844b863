import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";

import { answered, api } from "../api/client";
import type { components } from "../api/schema";
import { queryOf, type Range, stepOf, zone } from "./range";

export type Numbers = components["schemas"]["Numbers"];
export type NumberSeries = components["schemas"]["NumberSeries"];
export type NumberComment = components["schemas"]["NumberComment"];
type BehindQuery = { figure: BehindFigure } & Record<string, string>;
export type BehindFigure = (typeof FIGURES)[number];

export const FIGURES = [
  "comments",
  "gaps",
  "first_reply",
  "outcomes",
  "edits",
  "avoided",
  "people",
  "assigned",
] as const;
const FRESH_MS = 30_000;

export function numbersQuery(range: Range) {
  const query = { ...queryOf(range), step: stepOf(range) };
  return queryOptions({
    queryKey: ["numbers", query],
    queryFn: ({ signal }) => answered(api.GET("/api/v1/numbers", { params: { query }, signal })),
    placeholderData: keepPreviousData,
    staleTime: FRESH_MS,
  });
}

/** What other systems handled before, of one page or of all. */
export function importedQuery(page: string) {
  const query = page ? { page } : {};
  return queryOptions({
    queryKey: ["numbers", "imported", page],
    queryFn: ({ signal }) => answered(api.GET("/api/v1/numbers/imported", { params: { query }, signal })),
    staleTime: FRESH_MS,
  });
}

/** The comments that the address asks for; `null` when it names no figure. */
export function behindQueryOf(search: URLSearchParams): BehindQuery | null {
  const figure = FIGURES.find((name) => name === search.get("figure"));
  return figure ? { ...Object.fromEntries(search), zone: zone(), figure } : null;
}

export function behindQuery(query: BehindQuery | null) {
  return infiniteQueryOptions({
    queryKey: ["numbers", "comments", query],
    queryFn: ({ pageParam, signal }) => {
      if (!query) throw new Error("There is no figure to ask for.");
      const asked = { ...query, ...(pageParam && { cursor: pageParam }) };
      return answered(api.GET("/api/v1/numbers/comments", { params: { query: asked }, signal }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
    enabled: query !== null,
    staleTime: FRESH_MS,
  });
}
