import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";

import { Button } from "../parts/Button";
import { Failed, Skeleton } from "../parts/states";
import { Told } from "../parts/Told";
import { t } from "../texts";
import { moment, momentShort } from "../words/dates";
import { type Run, runsQuery } from "./queries";
import { RunReport } from "./RunReport";
import { words } from "./words";

const SHOWN = 10;

/** The last runs that ended, each with its verdict in plain words and what it found. */
export function Runs({ lastEnded }: { lastEnded: string | null }) {
  const runs = useQuery(runsQuery(lastEnded));
  const texts = words.runs;
  const ended = runs.data?.items.filter((run) => run.ended_at !== null).slice(0, SHOWN);
  return (
    <>
      <h3>{texts.last}</h3>
      {runs.error ? (
        <Failed title={texts.failed} error={runs.error} onRetry={() => void runs.refetch()} />
      ) : !ended ? (
        <Skeleton rows={2} label={t.loading} />
      ) : ended.length === 0 ? (
        <p className="quiet">{texts.none}</p>
      ) : (
        <ul className="learning-list">
          {ended.map((run) => (
            <EndedRun key={run.id} run={run} />
          ))}
        </ul>
      )}
    </>
  );
}

function EndedRun({ run }: { run: Run }) {
  const [isOpen, setOpen] = useState(false);
  const texts = words.runs;
  const at = run.ended_at ?? run.asked_at;
  const hasReport = run.state === "promoted" || run.state === "kept" || run.state === "nothing";
  return (
    <li>
      <p>
        <strong>{texts.verdict[run.state]}</strong>
      </p>
      {run.error && (
        <p className="learning-words">
          <Told of={run} field="error" english={run.error} />
        </p>
      )}
      <p className="quiet" title={moment(at)}>
        {texts.askedBy(run.cancelled_by ?? run.asked_by, momentShort(at))}
      </p>
      {hasReport && (
        <div className="form-line">
          <Link
            className="button"
            to={`/learning/runs/${run.id}`}
            aria-label={texts.reportName(momentShort(at))}
          >
            {texts.report}
          </Link>
          <Button
            look="quiet"
            aria-expanded={isOpen}
            aria-label={texts.showName(momentShort(at))}
            onPress={() => setOpen((before) => !before)}
          >
            {isOpen ? texts.hide : texts.show}
          </Button>
        </div>
      )}
      {isOpen && <RunReport run={run.id} />}
    </li>
  );
}
