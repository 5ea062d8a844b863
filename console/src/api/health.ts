import { queryOptions } from "@tanstack/react-query";

import { answered, api } from "./client";

/** How each connection does. */
export function healthQuery() {
  return queryOptions({
    queryKey: ["health"],
    queryFn: ({ signal }) => answered(api.GET("/api/v1/connections/health", { signal })),
    staleTime: 10_000,
    refetchInterval: 30_000,
  });
}
