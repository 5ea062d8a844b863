import { queryOptions } from "@tanstack/react-query";

import { answered, api } from "../api/client";
import type { components } from "../api/schema";

export type OwnAccount = components["schemas"]["OwnAccount"];
export type OwnSession = components["schemas"]["OwnSession"];
export type SignInNotice = components["schemas"]["SignInNotice"];

export function accountQuery() {
  return queryOptions({
    queryKey: ["account"],
    queryFn: ({ signal }) => answered(api.GET("/api/v1/account", { signal })),
  });
}

export function signOnQuery() {
  return queryOptions({
    queryKey: ["sign-on"],
    queryFn: ({ signal }) => answered(api.GET("/api/v1/oidc", { signal })),
    staleTime: Infinity,
  });
}
