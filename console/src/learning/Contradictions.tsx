import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { answered, api } from "../api/client";
import type { Intent } from "../api/types";
import { announce } from "../live/announce";
import { Button } from "../parts/Button";
import { FormError } from "../parts/FormError";
import { Failed, Skeleton } from "../parts/states";
import { t } from "../texts";
import { momentShort } from "../words/dates";
import { INTENTS } from "./intents";
import { type Contradiction, CONTRADICTIONS, contradictionsQuery } from "./queries";
import { words } from "./words";

/** The same words that people labelled differently; one click settles which label holds. */
export function Contradictions() {
  const found = useQuery(contradictionsQuery());
  const texts = words.contradictions;
  return (
    <section className="learning-part" aria-labelledby="learning-contradictions">
      <h2 id="learning-contradictions">{texts.title}</h2>
      <p className="quiet">{texts.text}</p>
      {found.error ? (
        <Failed title={texts.failed} error={found.error} onRetry={() => void found.refetch()} />
      ) : !found.data ? (
        <Skeleton rows={2} label={t.loading} />
      ) : found.data.items.length === 0 ? (
        <p>{texts.none}</p>
      ) : (
        <ul className="learning-list">
          {found.data.items.map((one) => (
            <ToSettle key={one.key} one={one} />
          ))}
        </ul>
      )}
    </section>
  );
}

function ToSettle({ one }: { one: Contradiction }) {
  const queries = useQueryClient();
  const texts = words.contradictions;
  const settle = useMutation({
    mutationFn: (intent: Intent) =>
      answered(
        api.POST("/api/v1/learning/contradictions/{key}/settle", {
          params: { path: { key: one.key } },
          body: { intent },
        }),
      ),
    onSuccess: (_, intent) => announce(texts.settled(t.intents[intent])),
    onSettled: () => queries.invalidateQueries({ queryKey: CONTRADICTIONS }),
  });
  return (
    <li>
      <p className="learning-words" dir="auto">
        {one.text}
      </p>
      <ul className="quiet">
        {one.opinions.map((opinion) => (
          <li key={`${opinion.comment} ${opinion.by} ${opinion.at}`}>
            {texts.said(opinion.by, t.intents[opinion.intent], momentShort(opinion.at))}
          </li>
        ))}
      </ul>
      <FormError error={settle.error} />
      <div className="form-line">
        {INTENTS.map((intent) => (
          <Button
            key={intent}
            icon={intent}
            aria-label={texts.settle(t.intents[intent], one.text)}
            isDisabled={settle.isPending}
            onPress={() => settle.mutate(intent)}
          >
            {t.intents[intent]}
          </Button>
        ))}
      </div>
    </li>
  );
}
