import { useQuery } from "@tanstack/react-query";

import { Failed, Skeleton } from "../parts/states";
import { Told } from "../parts/Told";
import { t } from "../texts";
import { inThousandths } from "./figures";
import { type Differing, type Report, reportQuery } from "./queries";
import { words } from "./words";

type Heading = "h3" | "h4";

/** What a run found: why it ended as it did, the figures of both models, and examples of where they differ. */
export function RunReport({ run, heading: H = "h4" }: { run: string; heading?: Heading }) {
  const found = useQuery(reportQuery(run));
  const texts = words.runs;
  if (!found.data) {
    return found.error ? (
      <Failed title={texts.failed} error={found.error} onRetry={() => void found.refetch()} />
    ) : (
      <Skeleton rows={3} label={t.loading} />
    );
  }
  const report = found.data;
  const { lessons } = report;
  return (
    <div className="run-report">
      {lessons && <p>{texts.learnedFrom(lessons.labels, lessons.learned, lessons.held_out)}</p>}
      {report.promote !== null && <p>{texts.differ(report.gains, report.losses)}</p>}
      {report.reasons.length > 0 && (
        <>
          <H>{texts.reasons}</H>
          <ul>
            {report.reasons.map((reason, place) => (
              <li key={reason}>
                <Told of={report} field={`reasons.${place}`} english={reason} />
              </li>
            ))}
          </ul>
        </>
      )}
      {report.figures.length > 0 && <Figures figures={report.figures} heading={H} />}
      <div className="run-sides">
        <Examples title={texts.gained} rows={report.gained} heading={H} />
        <Examples title={texts.lost} rows={report.lost} heading={H} />
      </div>
      {report.repeats.length > 0 && (
        <>
          <H>{texts.repeats}</H>
          <ul>
            {report.repeats.map((one) => (
              <li key={one.comment}>
                {one.text ?? texts.gone}{" "}
                <span className="quiet">{texts.repeated(one.times, one.authors)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

/** "decisions/macro_f1" as a person would say it. */
function nameOf(figure: string): string {
  const [set = "", name = ""] = figure.split("/");
  const { figureNames, sets } = words.runs;
  const known = name in figureNames ? figureNames[name as keyof typeof figureNames] : name;
  return set in sets ? `${known}, ${sets[set as keyof typeof sets]}` : known || figure;
}

function Figures({ figures, heading: H }: { figures: Report["figures"]; heading: Heading }) {
  const texts = words.runs;
  return (
    <>
      <H>{texts.figures}</H>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls sideways where it is narrow */}
      <div className="run-table" tabIndex={0} role="region" aria-label={texts.figures}>
        <table>
          <thead>
            <tr>
              <th scope="col">{texts.figure}</th>
              <th scope="col">{texts.before}</th>
              <th scope="col">{texts.after}</th>
            </tr>
          </thead>
          <tbody>
            {figures.map((one) => (
              <tr key={one.name}>
                <th scope="row">{nameOf(one.name)}</th>
                <td>{inThousandths(one.champion)}</td>
                <td>{inThousandths(one.challenger)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

interface ExamplesProps {
  title: string;
  rows: readonly Differing[];
  heading: Heading;
}

function Examples({ title, rows, heading: H }: ExamplesProps) {
  const texts = words.runs;
  if (rows.length === 0) return null;
  return (
    <section>
      <H>{title}</H>
      <ul className="run-examples">
        {rows.map((row, place) => (
          <li key={row.comment ?? place}>
            <p className="learning-words" dir="auto">
              {row.text ?? texts.gone}
            </p>
            <dl>
              <dt>{texts.right}</dt>
              <dd>{t.intents[row.intent]}</dd>
              <dt>{texts.before}</dt>
              <dd>{t.intents[row.champion]}</dd>
              <dt>{texts.after}</dt>
              <dd>{t.intents[row.challenger]}</dd>
            </dl>
          </li>
        ))}
      </ul>
    </section>
  );
}
