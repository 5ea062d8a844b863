import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";

import { answered, api } from "../../api/client";
import { suggestionsQuery } from "../../api/queries";
import { announce } from "../../live/announce";
import { Button } from "../../parts/Button";
import { FormError } from "../../parts/FormError";
import { Icon } from "../../parts/Icon";
import { t } from "../../texts";
import { ARTICLE_LANG } from "../../words/tongue";

interface SuggestionsProps {
  id: string;
  /** Those in the form; a suggestion among them is not shown. */
  questions: readonly string[];
  onAdd: (question: string) => void;
}

/** Questions that consumers asked and this article answered, to add or to put away for good. */
export function Suggestions({ id, questions, onAdd }: SuggestionsProps) {
  const queries = useQueryClient();
  const found = useQuery(suggestionsQuery(id));
  const region = useRef<HTMLElement>(null);
  const dismiss = useMutation({
    mutationFn: (question: string) => {
      const params = { path: { article_id: id } };
      return answered(
        api.POST("/api/v1/articles/{article_id}/suggestions/dismiss", { params, body: { question } }),
      );
    },
    onSuccess: (_, question) => {
      queries.setQueryData(suggestionsQuery(id).queryKey, (before) =>
        before ? { items: before.items.filter((one) => one.question !== question) } : before,
      );
      announce(t.editArticle.suggestions.dismissed);
      region.current?.focus();
    },
  });
  const words = t.editArticle.suggestions;
  const left = found.data?.items.filter((one) => !questions.includes(one.question));
  return (
    <section ref={region} className="asked" aria-labelledby="suggestions-title" tabIndex={-1}>
      <h3 id="suggestions-title">
        <Icon name="spark" />
        {words.title}
      </h3>
      <p className="quiet">{words.text}</p>
      <FormError error={dismiss.error} />
      {!left ? (
        <p className="quiet" role="status">
          {found.error ? words.failed : words.loading}
        </p>
      ) : left.length === 0 ? (
        <p className="quiet">{words.none}</p>
      ) : (
        <ul>
          {left.map(({ question, comment_id: comment, comments }) => (
            <li key={question} className="asked-one">
              <span className="asked-words">
                <span lang={ARTICLE_LANG}>{question}</span>
                <span className="quiet">
                  {comment ? words.asked(comments) : words.own}
                  {comment && (
                    <>
                      {" · "}
                      <a href={`/comment/${comment}`} target="_blank" rel="noopener">
                        {words.see}
                        <span className="visually-hidden"> ({t.opensElsewhere})</span>
                      </a>
                    </>
                  )}
                </span>
              </span>
              <Button
                icon="add"
                aria-label={words.addName(question)}
                onPress={() => {
                  onAdd(question);
                  announce(words.added);
                  region.current?.focus();
                }}
              >
                {words.add}
              </Button>
              <Button
                look="quiet"
                aria-label={words.dismissName(question)}
                isDisabled={dismiss.isPending}
                onPress={() => dismiss.mutate(question)}
              >
                {words.dismiss}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
