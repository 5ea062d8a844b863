import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { answered, api } from "../api/client";
import type { Intent } from "../api/types";
import { announce } from "../live/announce";
import { Button } from "../parts/Button";
import { FormError } from "../parts/FormError";
import { Failed, Skeleton } from "../parts/states";
import { t } from "../texts";
import { momentShort } from "../words/dates";
import { type NearlySame as Pair, NEARLY_SAME, nearlySameQuery } from "./queries";
import { words } from "./words";

/** Texts that read almost the same, labelled differently by different people. */
export function NearlySame() {
  const found = useQuery(nearlySameQuery());
  const texts = words.nearlySame;
  return (
    <section className="learning-part" aria-labelledby="learning-nearly-same">
      <h2 id="learning-nearly-same">{texts.title}</h2>
      <p className="quiet">{texts.text}</p>
      {found.error ? (
        <Failed title={texts.failed} error={found.error} onRetry={() => void found.refetch()} />
      ) : !found.data ? (
        <Skeleton rows={2} label={t.loading} />
      ) : found.data.items.length === 0 ? (
        <p>{texts.none}</p>
      ) : (
        <ul className="learning-list">
          {found.data.items.map((pair) => (
            <OnePair key={keysOf(pair).join()} pair={pair} />
          ))}
        </ul>
      )}
    </section>
  );
}

const keysOf = (pair: Pair): string[] => pair.texts.map((one) => one.key);

function OnePair({ pair }: { pair: Pair }) {
  const queries = useQueryClient();
  const texts = words.nearlySame;
  const [one = "", other = ""] = keysOf(pair);
  const settle = useMutation({
    mutationFn: (intent: Intent | null) =>
      answered(api.POST("/api/v1/learning/nearly-same/settle", { body: { one, other, intent } })),
    onSuccess: (_, intent) => announce(intent ? words.contradictions.settled(t.intents[intent]) : texts.kept),
    onSettled: () => queries.invalidateQueries({ queryKey: NEARLY_SAME }),
  });
  const intents = [...new Set(pair.texts.map((one) => one.opinion.intent))];
  const first = pair.texts[0]?.text ?? "";
  return (
    <li>
      <p className="quiet">{texts.same}</p>
      {pair.texts.map(({ key, text, opinion }) => (
        <div key={key}>
          <p className="learning-words" dir="auto">
            {text}
          </p>
          <p className="quiet">
            {words.contradictions.said(opinion.by, t.intents[opinion.intent], momentShort(opinion.at))}
          </p>
        </div>
      ))}
      <FormError error={settle.error} />
      <div className="form-line">
        {intents.map((intent) => (
          <Button
            key={intent}
            icon={intent}
            aria-label={texts.both(t.intents[intent], first)}
            isDisabled={settle.isPending}
            onPress={() => settle.mutate(intent)}
          >
            {t.intents[intent]}
          </Button>
        ))}
        <Button
          look="quiet"
          aria-label={texts.keepName(first)}
          isDisabled={settle.isPending}
          onPress={() => settle.mutate(null)}
        >
          {texts.keep}
        </Button>
      </div>
    </li>
  );
}
