import type { QueryClient } from "@tanstack/react-query";

import { answered, api } from "../api/client";

/** End the session here and at the desk; what was typed in this tab goes with it. */
export async function signOut(queries: QueryClient): Promise<void> {
  await answered(api.DELETE("/api/v1/session"));
  sessionStorage.clear();
  queries.clear();
  window.location.assign("/");
}
