import { queryOptions } from "@tanstack/react-query";

import { answered, api } from "../../api/client";
import type { components } from "../../api/schema";

export type Platform = components["schemas"]["PlatformItem"];
export type PlatformField = components["schemas"]["PlatformField"];
export type Standing = components["schemas"]["ConnectionStanding"];

export const channelsKey = (page: string) => ["channels", page] as const;

/** What pages can be connected to. */
export function platformsQuery() {
  return queryOptions({
    queryKey: ["platforms"],
    queryFn: ({ signal }) => answered(api.GET("/api/v1/platforms", { signal })),
    staleTime: 60_000,
  });
}

/** A page's connections to platforms, and how they stand; asked again while it is looked at. */
export function channelsQuery(page: string) {
  return queryOptions({
    queryKey: channelsKey(page),
    queryFn: ({ signal }) =>
      answered(api.GET("/api/v1/pages/{page_id}/channels", { params: { path: { page_id: page } }, signal })),
    refetchInterval: 15_000,
  });
}
