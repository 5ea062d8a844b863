import { QueryCache, QueryClient } from "@tanstack/react-query";

import { DeskProblem, isSignedOut } from "../api/errors";

const TRIES = 2;

/** Reads are tried again when the desk was out of reach, never when it refused; decisions are never repeated unasked. */
export function createQueries(): QueryClient {
  const queries: QueryClient = new QueryClient({
    defaultOptions: {
      queries: {
        retry: (failures, error) => !(error instanceof DeskProblem) && failures < TRIES,
        refetchOnWindowFocus: false,
        networkMode: "always",
      },
    },
    queryCache: new QueryCache({
      onError(error, query) {
        // The session ended meanwhile: asking who is signed in brings the sign-in screen.
        if (isSignedOut(error) && query.queryKey[0] !== "me") void queries.resetQueries({ queryKey: ["me"] });
      },
    }),
  });
  return queries;
}
