import { useQuery } from "@tanstack/react-query";

import { Failed, Skeleton } from "../parts/states";
import { t } from "../texts";
import { Contradictions } from "./Contradictions";
import { Models } from "./Models";
import { NearlySame } from "./NearlySame";
import { PresentRun } from "./PresentRun";
import { stateQuery } from "./queries";
import { Runs } from "./Runs";
import { Shadow } from "./Shadow";
import { words } from "./words";

/** For administrators: what learning is doing, what came of it, and which model serves. */
export function RunsAndModels() {
  const state = useQuery(stateQuery());
  if (!state.data) {
    return state.error ? (
      <Failed title={words.runs.failed} error={state.error} onRetry={() => void state.refetch()} />
    ) : (
      <Skeleton rows={4} label={t.loading} />
    );
  }
  const { open, last, champion, until_next: untilNext } = state.data;
  return (
    <>
      <section className="learning-part" aria-labelledby="learning-runs">
        <h2 id="learning-runs">{words.runs.title}</h2>
        <p className="quiet">{words.runs.text}</p>
        <PresentRun open={open} untilNext={untilNext} />
        <Runs lastEnded={last?.id ?? null} />
      </section>
      <Shadow />
      <Models champion={champion?.id ?? null} lastEnded={last?.id ?? null} />
      <Contradictions />
      <NearlySame />
    </>
  );
}
