import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";

import { answered, api } from "./client";
import type { Conversation, Intent, QueuePage, View } from "./types";

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

export function articlesQuery(q: string) {
  return queryOptions({
    queryKey: ["articles", q],
    queryFn: ({ signal }) =>
      answered(api.GET("/api/v1/articles", { params: { query: q ? { q } : {} }, signal })),
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
