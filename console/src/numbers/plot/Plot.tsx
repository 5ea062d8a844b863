import { type ReactNode, useId } from "react";

import { t } from "../../texts";
import { Chart } from "./Chart";
import { type ChartData, isEmpty } from "./chart";
import { PlotTable } from "./PlotTable";

interface PlotProps {
  title: string;
  /** The figure in a sentence, for those who don't look at plots, and for those who do. */
  summary: string;
  note?: string;
  data: ChartData;
  csv?: string;
  children?: ReactNode;
}

/** A figure: its title, a sentence, the plot, and the same as a table. */
export function Plot({ title, summary, note, data, csv, children }: PlotProps) {
  const id = useId();
  return (
    <section className="plot" aria-labelledby={id}>
      <header className="plot-head">
        <h2 id={id}>{title}</h2>
        {children}
        {csv && <CsvLink href={csv} title={title} />}
      </header>
      <p>{summary}</p>
      {note && <p className="quiet">{note}</p>}
      {isEmpty(data) ? (
        <p className="quiet plot-nothing">{data.says?.nothing ?? t.numbers.plot.nothing}</p>
      ) : (
        <>
          {data.series.length > 1 && (
            <ul className="plot-legend" aria-hidden="true">
              {data.series.map((series, index) => (
                <li key={series.name}>
                  <span className={`plot-swatch plot-${index % 7}`} />
                  {series.label}
                </li>
              ))}
            </ul>
          )}
          <Chart data={data} label={title} />
          <details className="fold">
            <summary>{t.numbers.plot.table}</summary>
            <PlotTable data={data} title={title} />
          </details>
        </>
      )}
    </section>
  );
}

export function CsvLink({ href, title }: { href: string; title: string }) {
  return (
    <a className="button button-quiet plot-csv" href={href} download aria-label={t.numbers.plot.csvOf(title)}>
      {t.numbers.plot.csv}
    </a>
  );
}
