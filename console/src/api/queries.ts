import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";

import { type Filters, queryOf } from "../queue/filters";
import { readQueue } from "../queue/requests";
import { answered, api } from "./client";
import type { Conversation, QueuePage, Validity } from "./types";

export type { Filters } from "../queue/filters";

/** The first page is on screen soonest; those after it are fetched ahead, more at a time. */
const FIRST_PAGE = 100;
const LATER_PAGE = 200;

export function meQuery() {
  return queryOptions({
    queryKey: ["me"],
    queryFn: ({ signal }) => answered(api.GET("/api/v1/me", { signal })),
    staleTime: 60_000,
  });
}

export function fetchQueuePage(
  filters: Filters,
  cursor: string | null,
  signal?: AbortSignal,
): Promise<QueuePage> {
  const query = {
    ...queryOf(filters),
    view: filters.view,
    limit: String(cursor ? LATER_PAGE : FIRST_PAGE),
    ...(cursor && { cursor }),
  };
  return readQueue(query, signal);
}

export function queueKey(filters: Filters) {
  return ["queue", filters] as const;
}

export function queueQuery(filters: Filters) {
  return infiniteQueryOptions({
    queryKey: queueKey(filters),
    queryFn: ({ pageParam, signal }) => fetchQueuePage(filters, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
    placeholderData: keepPreviousData,
    // Comparing every loaded row with every fetched one would cost more the further a person has scrolled.
    structuralSharing: false,
    staleTime: 30_000,
  });
}

export function conversationKey(id: string) {
  return ["conversation", id] as const;
}

export function conversationQuery(id: string) {
  return queryOptions<Conversation>({
    queryKey: conversationKey(id),
    queryFn: ({ signal }) =>
      answered(
        api.GET("/api/v1/comments/{comment_id}/conversation", {
          params: { path: { comment_id: id } },
          signal,
        }),
      ),
    staleTime: 30_000,
  });
}

/** What the list of articles shows; it lives in the address, as the queue's does. */
export interface ArticleFilters {
  q: string;
  /** A page's id, "shared" for those of no page, "" for all. */
  page: string;
  topic: string;
  validity: Validity | "";
}

export const EVERY_ARTICLE: ArticleFilters = { q: "", page: "", topic: "", validity: "" };

export function articlesQuery(filters: ArticleFilters, limit: number) {
  const query = {
    limit: String(limit),
    ...(filters.q && { q: filters.q }),
    ...(filters.page && { page: filters.page }),
    ...(filters.topic && { topic: filters.topic }),
    ...(filters.validity && { validity: filters.validity }),
  };
  return queryOptions({
    queryKey: ["articles", query],
    queryFn: ({ signal }) => answered(api.GET("/api/v1/articles", { params: { query }, signal })),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
}

export function articleQuery(id: string) {
  return queryOptions({
    queryKey: ["article", id],
    queryFn: ({ signal }) =>
      answered(api.GET("/api/v1/articles/{article_id}", { params: { path: { article_id: id } }, signal })),
    staleTime: 60_000,
  });
}

export function revisionsQuery(id: string) {
  return infiniteQueryOptions({
    queryKey: ["article", id, "revisions"],
    queryFn: ({ pageParam, signal }) => {
      const query = pageParam === null ? {} : { before: String(pageParam) };
      const params = { path: { article_id: id }, query };
      return answered(api.GET("/api/v1/articles/{article_id}/revisions", { params, signal }));
    },
    initialPageParam: null as number | null,
    getNextPageParam: (last) => (last.more ? (last.items.at(-1)?.revision ?? null) : null),
  });
}

export function revisionQuery(id: string, revision: number) {
  return queryOptions({
    queryKey: ["article", id, "revision", revision],
    queryFn: ({ signal }) => {
      const params = { path: { article_id: id, revision } };
      return answered(api.GET("/api/v1/articles/{article_id}/revisions/{revision}", { params, signal }));
    },
    enabled: revision > 0,
    staleTime: Infinity,
  });
}

export function suggestionsQuery(id: string) {
  return queryOptions({
    queryKey: ["article", id, "suggestions"],
    queryFn: ({ signal }) => {
      const params = { path: { article_id: id } };
      return answered(api.GET("/api/v1/articles/{article_id}/suggestions", { params, signal }));
    },
  });
}

export function usesQuery(id: string) {
  return infiniteQueryOptions({
    queryKey: ["article", id, "uses"],
    queryFn: ({ pageParam, signal }) => {
      const query = pageParam === null ? {} : { cursor: pageParam };
      const params = { path: { article_id: id }, query };
      return answered(api.GET("/api/v1/articles/{article_id}/uses", { params, signal }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
  });
}

export function firstStepsQuery() {
  return queryOptions({
    queryKey: ["first-steps"],
    queryFn: ({ signal }) => answered(api.GET("/api/v1/first-steps", { signal })),
    staleTime: 10_000,
  });
}

export function signInLinkQuery(token: string) {
  return queryOptions({
    queryKey: ["sign-in-link", token],
    queryFn: ({ signal }) =>
      answered(api.GET("/api/v1/sign-in-links/{token}", { params: { path: { token } }, signal })),
    retry: false,
    staleTime: Infinity,
  });
}
