import { useMutation, useQueryClient } from "@tanstack/react-query";

import { answered, api } from "../../api/client";
import type { Article } from "../../api/types";
import { bodyOf, type Fields } from "./fields";

type Seen = Pick<Article, "id" | "revision">;

/** The changes to articles; each answers with the article as it is now. */
export function useArticleRequests() {
  const queries = useQueryClient();
  const onSuccess = (article: Article): void => {
    queries.setQueryData(["article", article.id], article);
    for (const kind of ["revisions", "suggestions"]) {
      void queries.invalidateQueries({ queryKey: ["article", article.id, kind] });
    }
    void queries.invalidateQueries({ queryKey: ["articles"] });
    void queries.invalidateQueries({ queryKey: ["first-steps"] });
  };
  const add = useMutation({
    mutationFn: (fields: Fields) =>
      answered(api.POST("/api/v1/articles", { body: { id: null, ...bodyOf(fields) } })),
    onSuccess,
  });
  const save = useMutation({
    mutationFn: ({ id, revision, fields }: Seen & { fields: Fields }) => {
      const params = { path: { article_id: id } };
      return answered(
        api.PUT("/api/v1/articles/{article_id}", { params, body: { revision, ...bodyOf(fields) } }),
      );
    },
    onSuccess,
  });
  const remove = useMutation({
    mutationFn: ({ id, revision }: Seen) => {
      const params = { path: { article_id: id } };
      return answered(api.POST("/api/v1/articles/{article_id}/delete", { params, body: { revision } }));
    },
    onSuccess,
  });
  const restore = useMutation({
    mutationFn: ({ id, revision }: Seen) => {
      const params = { path: { article_id: id } };
      return answered(api.POST("/api/v1/articles/{article_id}/restore", { params, body: { revision } }));
    },
    onSuccess,
  });
  const bringBack = useMutation({
    mutationFn: ({ id, revision, earlier }: Seen & { earlier: number }) => {
      const params = { path: { article_id: id, revision: earlier } };
      const path = "/api/v1/articles/{article_id}/revisions/{revision}/restore" as const;
      return answered(api.POST(path, { params, body: { revision } }));
    },
    onSuccess,
  });
  return { add, save, remove, restore, bringBack };
}
