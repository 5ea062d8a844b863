import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";

import { answered, api } from "./client";
import type { Conversation, Intent, QueuePage, Validity, View } from "./types";

/** What the queue shows; it lives in the address, so that a view can be bookmarked and shared. */
export interface Filters {
  view: View;
  page: string;
  intent: Intent | "";
  q: string;
}

export const QUEUE_PAGE = 100;

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
    view: filters.view,
    limit: String(QUEUE_PAGE),
    ...(filters.page && { page: filters.page }),
    ...(filters.intent && { intent: filters.intent }),
    ...(filters.q && { q: filters.q }),
    ...(cursor && { cursor }),
  };
  return answered(api.GET("/api/v1/queue", { params: { query }, ...(signal && { signal }) }));
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
