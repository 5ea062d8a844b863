import { useMutation, useQueryClient } from "@tanstack/react-query";

import { answered, api } from "../api/client";
import { announce } from "../live/announce";
import { Button } from "../parts/Button";
import { FormError } from "../parts/FormError";
import { momentShort, timeOfDay } from "../words/dates";
import { DESK_LANG } from "../words/tongue";
import { type Run, STATE, type UntilNext } from "./queries";
import { words } from "./words";

const STAGES = ["gathering", "training", "trying", "judging", "promoting"] as const;

/** The run that is under way, as far as it is, or the way to start one. */
export function PresentRun({ open, untilNext }: { open: Run | null; untilNext: UntilNext | null }) {
  const queries = useQueryClient();
  const texts = words.runs;
  const again = (): Promise<void> => queries.invalidateQueries({ queryKey: ["learning"] });
  const learn = useMutation({
    mutationFn: () => answered(api.POST("/api/v1/learning")),
    onSuccess: (state) => queries.setQueryData(STATE, state),
    onError: again,
  });
  const cancel = useMutation({
    mutationFn: () => answered(api.POST("/api/v1/learning/cancel")),
    onSuccess: () => announce(texts.cancelled),
    onSettled: again,
  });
  const error = learn.error ?? cancel.error;
  return (
    <div className="run-now">
      {open ? <Stages run={open} /> : <p>{texts.idle}</p>}
      {!open && untilNext && (
        <p className="quiet">
          {texts.untilNext(untilNext.decided, untilNext.needed)}
          {untilNext.not_before && ` ${texts.notBefore(momentShort(untilNext.not_before))}`}
        </p>
      )}
      <FormError error={error} />
      <div className="form-line">
        {open ? (
          <Button icon="dismiss" isPending={cancel.isPending} onPress={() => cancel.mutate()}>
            {texts.cancel}
          </Button>
        ) : (
          <Button look="main" icon="spark" isPending={learn.isPending} onPress={() => learn.mutate()}>
            {texts.learn}
          </Button>
        )}
      </div>
    </div>
  );
}

function Stages({ run }: { run: Run }) {
  const texts = words.runs;
  if (run.state === "asked") return <p role="status">{texts.asked}</p>;
  const reached = STAGES.findIndex((stage) => stage === run.stage);
  const begun = new Map(run.stages.map(({ stage, at }) => [stage, at]));
  return (
    <ol className="run-stages" aria-label={texts.progress}>
      {STAGES.map((stage, place) => {
        const at = begun.get(stage);
        const isNow = place === reached;
        return (
          <li key={stage} data-done={place < reached || undefined} aria-current={isNow ? "step" : undefined}>
            {texts.stages[stage]}
            {isNow && (
              <span className="quiet">
                {at && ` ${texts.since(timeOfDay(at))}`}
                {run.detail && (
                  <>
                    {": "}
                    <span lang={DESK_LANG}>{run.detail}</span>
                  </>
                )}
              </span>
            )}
          </li>
        );
      })}
    </ol>
  );
}
