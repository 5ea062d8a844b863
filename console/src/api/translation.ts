import { queryOptions } from "@tanstack/react-query";

import { language } from "../app/language";
import { answered, api } from "./client";
import type { components } from "./schema";

export type Translated = components["schemas"]["Translated"];

/** What a conversation says, or a reply to it, in the reader's language; asked anew when the texts are others. */
export function translationQuery(comment: string, texts: readonly string[], reply: string | null) {
  return queryOptions({
    queryKey: ["translation", comment, language, reply, texts],
    queryFn: async ({ signal }) => {
      const params = { path: { comment_id: comment } };
      const body = { to: language, reply };
      const answer = answered(
        api.POST("/api/v1/comments/{comment_id}/translation", { params, body, signal }),
      );
      return (await answer).items;
    },
    staleTime: Infinity,
    // Each try is a question to the model: a person decides about another one.
    retry: false,
    refetchOnReconnect: false,
  });
}
