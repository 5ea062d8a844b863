import { queryOptions } from "@tanstack/react-query";

import { answered, api } from "../../api/client";
import type { components } from "../../api/schema";

export type Setup = components["schemas"]["WidgetSetup"];

export const setupKey = (page: string) => ["web-chat", page] as const;

/** How a page's chat stands, and how to embed it. */
export function setupQuery(page: string) {
  return queryOptions({
    queryKey: setupKey(page),
    queryFn: ({ signal }) =>
      answered(api.GET("/api/v1/pages/{page_id}/widget", { params: { path: { page_id: page } }, signal })),
  });
}
