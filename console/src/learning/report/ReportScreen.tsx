import { useQuery } from "@tanstack/react-query";
import { useEffect, useId } from "react";
import { Link, useParams } from "react-router";

import "../../numbers/numbers.css";
import { Plot } from "../../numbers/plot/Plot";
import { percentOf } from "../../numbers/words";
import { Icon } from "../../parts/Icon";
import { Failed, Skeleton } from "../../parts/states";
import { t } from "../../texts";
import { inPercent, moment } from "../../words/dates";
import { DESK_LANG } from "../../words/tongue";
import { inThousandths } from "../figures";
import "../learning.css";
import { type Plots, plotsQuery, type Sentence } from "../queries";
import { RunReport } from "../RunReport";
import { words } from "../words";
import {
  calibrationChart,
  curveChart,
  decisionsChart,
  editsChart,
  recallChart,
  unchangedChart,
} from "./charts";
import { translated } from "./sentences";

const texts = words.report;

/** What one run came to: three sentences, how the models and people's work went, and where the two models differ. */
export default function ReportScreen() {
  const { run = "" } = useParams();
  const found = useQuery(plotsQuery(run));
  useEffect(() => {
    document.title = `${texts.title} · ${t.name}`;
  }, []);
  const report = found.data;
  return (
    <div className="learning run-page">
      <header>
        <Link className="back-link back-always" to="/learning">
          <Icon name="back" />
          {words.title}
        </Link>
        <h1>{texts.title}</h1>
        {report && <Heading report={report} />}
      </header>
      {report ? (
        <Report report={report} />
      ) : found.error ? (
        <Failed title={texts.failed} error={found.error} onRetry={() => void found.refetch()} />
      ) : (
        <Skeleton rows={8} label={t.loading} />
      )}
    </div>
  );
}

function Heading({ report }: { report: Plots }) {
  const { run } = report;
  return <p className="quiet">{words.runs.askedBy(run.asked_by, moment(run.ended_at ?? run.asked_at))}</p>;
}

function Report({ report }: { report: Plots }) {
  const { run, versions, weeks, calibration } = report;
  const id = useId();
  const hasFindings = run.state === "promoted" || run.state === "kept" || run.state === "nothing";
  return (
    <>
      <Sentences sentences={report.sentences} />
      {run.error && (
        <p className="learning-words" lang={DESK_LANG}>
          {run.error}
        </p>
      )}
      <div className="plots">
        <ByRun versions={versions} />
        <Calibration calibration={calibration} />
        <ByWeek weeks={weeks} />
      </div>
      {hasFindings && (
        <section className="learning-part" aria-labelledby={id}>
          <h2 id={id}>{words.runs.show}</h2>
          <RunReport run={run.id} heading="h3" />
        </section>
      )}
    </>
  );
}

function Sentences({ sentences }: { sentences: readonly Sentence[] }) {
  return (
    <ul className="run-sentences" aria-label={texts.inWords}>
      {sentences.map((sentence) => {
        const own = translated(sentence);
        return (
          <li key={sentence.code} lang={own === null ? DESK_LANG : undefined}>
            {own ?? sentence.text}
          </li>
        );
      })}
    </ul>
  );
}

function ByRun({ versions }: Pick<Plots, "versions">) {
  const last = versions.at(-1);
  if (!last) return <NothingYet title={texts.curve.title} text={texts.curve.none} />;
  const { champion_recall: before, challenger_recall: after } = last;
  return (
    <>
      <Plot
        title={texts.curve.title}
        summary={texts.curve.says(inThousandths(last.challenger_f1), inThousandths(last.champion_f1))}
        note={versions.length === 1 ? texts.curve.first : texts.curve.note}
        data={curveChart(versions)}
      />
      <Plot
        title={texts.recall.title}
        summary={
          before === null || after === null
            ? texts.recall.none
            : texts.recall.says(inPercent(after), inPercent(before))
        }
        data={recallChart(versions)}
      />
    </>
  );
}

function Calibration({ calibration }: Pick<Plots, "calibration">) {
  const { title, notMeasured, none, says, note } = texts.calibration;
  if (!calibration) return <NothingYet title={title} text={notMeasured} />;
  const { champion_error: before, challenger_error: after, rows } = calibration;
  if (rows === 0 || before === null || after === null) return <NothingYet title={title} text={none} />;
  return (
    <Plot
      title={title}
      summary={says(rows, inPercent(after), inPercent(before))}
      note={note}
      data={calibrationChart(calibration)}
    />
  );
}

function ByWeek({ weeks }: Pick<Plots, "weeks">) {
  const sum = (of: "decisions" | "approved" | "unchanged" | "drafts"): number =>
    weeks.reduce((total, week) => total + week[of], 0);
  const edited = weeks.reduce((total, week) => total + (week.edit_size ?? 0) * week.drafts, 0);
  const { decisions, unchanged, edits } = texts;
  return (
    <>
      <Plot
        title={decisions.title}
        summary={decisions.says(sum("decisions"), weeks.length)}
        data={decisionsChart(weeks)}
      />
      <Plot
        title={unchanged.title}
        summary={
          sum("approved") > 0
            ? unchanged.says(percentOf(sum("unchanged"), sum("approved")), sum("approved"))
            : unchanged.none
        }
        data={unchangedChart(weeks)}
      />
      <Plot
        title={edits.title}
        summary={
          sum("drafts") > 0 ? edits.says(inPercent(edited / sum("drafts")), sum("drafts")) : edits.none
        }
        data={editsChart(weeks)}
      />
    </>
  );
}

function NothingYet({ title, text }: { title: string; text: string }) {
  const id = useId();
  return (
    <section className="plot" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <p className="quiet plot-nothing">{text}</p>
    </section>
  );
}
