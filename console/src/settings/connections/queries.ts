import { queryOptions } from "@tanstack/react-query";

import { answered, api } from "../../api/client";
import type { components } from "../../api/schema";

export type Connection = components["schemas"]["ConnectionHealth"];
export type TokenItem = components["schemas"]["TokenItem"];

export const connectionsKey = (page: string) => ["connections", page] as const;

export function connectionsQuery(page: string) {
  return queryOptions({
    queryKey: connectionsKey(page),
    queryFn: ({ signal }) =>
      answered(
        api.GET("/api/v1/pages/{page_id}/connections", { params: { path: { page_id: page } }, signal }),
      ),
  });
}
