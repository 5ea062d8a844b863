import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { answered, api } from "../api/client";
import { articlesQuery, EVERY_ARTICLE } from "../api/queries";
import { Button } from "../parts/Button";
import { Field } from "../parts/Field";
import { FormError } from "../parts/FormError";
import { useMe } from "../session/me";
import { t } from "../texts";
import { Command } from "./Command";
import { curl, questionFrom } from "./question";

/** A token, and the request that hands in the first comment with it. */
export function FirstComment() {
  const me = useMe();
  const queries = useQueryClient();
  const [page, setPage] = useState(me.pages[0]?.id ?? "");
  const articles = useQuery(articlesQuery(EVERY_ARTICLE, 200));
  const [own, setOwn] = useState<string | null>(null);
  const words = own ?? questionFrom(articles.data?.items ?? []);
  const make = useMutation({
    mutationFn: () =>
      answered(api.POST("/api/v1/tokens", { body: { name: t.start.comment.tokenName, page } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["me"] }),
  });
  const token = make.data?.token;
  return (
    <div className="form">
      <FormError error={make.error} />
      {!token && (
        <div className="form-line">
          {me.pages.length > 1 && (
            <select
              aria-label={t.narrow.names.page}
              value={page}
              onChange={(event) => setPage(event.target.value)}
            >
              {me.pages.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          )}
          <Button look="main" isPending={make.isPending} onPress={() => make.mutate()}>
            {t.start.comment.token}
          </Button>
        </div>
      )}
      {token && (
        <>
          <Command text={token} />
          <p className="quiet">{t.start.comment.once}</p>
          <Field label={t.start.comment.words} value={words} onChange={setOwn} rows={2} isRequired />
          <p>{t.start.comment.then}</p>
          <Command text={curl(window.location.origin, token, page, words)} />
          <p className="quiet" role="status">
            {t.start.comment.waiting}
          </p>
        </>
      )}
    </div>
  );
}
