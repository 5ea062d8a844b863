import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";

import { answered, api } from "../api/client";
import type { Intent } from "../api/types";
import { announce } from "../live/announce";
import { Button } from "../parts/Button";
import { FormError } from "../parts/FormError";
import { Failed } from "../parts/states";
import { Confirm } from "../settings/Confirm";
import { t } from "../texts";
import { inPercent, momentShort } from "../words/dates";
import { DESK_LANG } from "../words/tongue";
import { isOpen, type Shadow as State, type ShadowDifference, shadowQuery, type ShadowRun } from "./queries";
import { words } from "./words";

/** What a model says of new comments that reads beside the one that serves; nothing where none ever did. */
export function Shadow() {
  const found = useQuery(shadowQuery());
  const texts = words.shadow;
  if (!found.data?.run && !found.error) return null;
  return (
    <section className="learning-part" aria-labelledby="learning-shadow">
      <h2 id="learning-shadow">{texts.title}</h2>
      <p className="quiet">{texts.text}</p>
      {found.error && (
        <Failed title={texts.failed} error={found.error} onRetry={() => void found.refetch()} />
      )}
      {found.data?.run && <Progress state={found.data} run={found.data.run} />}
      {found.data && <Differences rows={found.data.differences} count={found.data.counts.differ} />}
    </section>
  );
}

function Progress({ state, run }: { state: State; run: ShadowRun }) {
  const queries = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const texts = words.shadow;
  const again = (): Promise<void> => queries.invalidateQueries({ queryKey: ["learning"] });
  const stop = useMutation({
    mutationFn: () => answered(api.POST("/api/v1/learning/shadow/stop")),
    onSuccess: () => announce(texts.stopped),
    onSettled: again,
  });
  const promote = useMutation({
    mutationFn: () =>
      answered(
        api.POST("/api/v1/learning/models/{model_id}/promote", {
          params: { path: { model_id: run.model_id } },
        }),
      ),
    onSuccess: (model) => announce(words.models.promoted(model.file)),
    onSettled: again,
  });
  const { counts, by_hand: byHand, standing } = state;
  const error = stop.error ?? promote.error;
  return (
    <div className="run-now">
      <p role="status">{stateOf(run)}</p>
      {run.why && (
        <p className="learning-words" lang={DESK_LANG}>
          {run.why}
        </p>
      )}
      <p className="quiet learning-words">{texts.pair(run.model, run.champion)}</p>
      <p>{texts.counts(counts.agree, counts.differ)}</p>
      {counts.unreadable > 0 && <p className="quiet">{texts.unreadable(counts.unreadable)}</p>}
      {sum(byHand) > 0 && (
        <p>{texts.byHand(sum(byHand), byHand.challenger, byHand.champion, byHand.neither)}</p>
      )}
      {sum(standing) > 0 && (
        <p className="quiet">
          {texts.standing(sum(standing), standing.challenger, standing.champion, standing.neither)}
        </p>
      )}
      <FormError error={error} />
      <div className="form-line">
        {isOpen(run) && (
          <Button icon="dismiss" isPending={stop.isPending} onPress={() => stop.mutate()}>
            {texts.stop}
          </Button>
        )}
        {run.can_promote && (
          <Button
            isPending={promote.isPending}
            aria-label={texts.promoteName(run.model)}
            onPress={() => setAsking(true)}
          >
            {words.models.promote}
          </Button>
        )}
      </div>
      {isAsking && (
        <Confirm
          title={words.models.promoteTitle}
          text={words.models.promoteText(run.model)}
          submit={words.models.promote}
          onConfirm={() => promote.mutate()}
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  );
}

const sum = (rights: State["by_hand"]): number => rights.champion + rights.challenger + rights.neither;

function stateOf(run: ShadowRun): string {
  const texts = words.shadow.states;
  switch (run.state) {
    case "running":
      return run.until ? texts.running(momentShort(run.until)) : texts.asked;
    case "stopped":
      return texts.stopped(run.stopped_by ?? "", momentShort(run.ended_at ?? run.asked_at));
    case "asked":
      return texts.asked;
    default:
      return texts[run.state](momentShort(run.ended_at ?? run.asked_at));
  }
}

function Differences({ rows, count }: { rows: readonly ShadowDifference[]; count: number }) {
  const texts = words.shadow;
  if (rows.length === 0) return null;
  return (
    <>
      <h3>{texts.differences}</h3>
      {count > rows.length && <p className="quiet">{texts.newest(rows.length, count)}</p>}
      <ul className="run-examples">
        {rows.map((row) => (
          <li key={row.comment}>
            <p className="learning-words" dir="auto">
              {row.text}
            </p>
            <dl>
              <dt>{words.runs.before}</dt>
              <dd>{said(row.champion, row.champion_share)}</dd>
              <dt>{words.runs.after}</dt>
              <dd>{said(row.challenger, row.challenger_share)}</dd>
              {row.label && (
                <>
                  <dt>{row.label.source === "relabelled" ? texts.saidByHand : texts.stood}</dt>
                  <dd>
                    {t.intents[row.label.intent]}, {row.label.by}
                  </dd>
                </>
              )}
            </dl>
            <Link to={`/comment/${row.comment}?view=all`}>{words.next.open}</Link>
          </li>
        ))}
      </ul>
    </>
  );
}

/** "Complaint, 62 %": which kind, and how sure. */
function said(intent: string, share: number): string {
  const name = intent in t.intents ? t.intents[intent as Intent] : intent;
  return `${name}, ${inPercent(share)}`;
}
