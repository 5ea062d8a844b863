import { useQuery } from "@tanstack/react-query";
import { useId } from "react";

import { LOCALE } from "../app/language";
import { t } from "../texts";
import { inDigits } from "../words/dates";
import { importedQuery } from "./queries";
import { duration, percentOf } from "./words";

const words = t.imported;
const MONTH = new Intl.DateTimeFormat(LOCALE, { month: "long", year: "numeric", timeZone: "UTC" });

/** What other systems handled before, apart from all other figures; nothing where nothing was imported. */
export default function Imported({ page }: { page: string }) {
  const id = useId();
  const found = useQuery(importedQuery(page));
  const history = found.data;
  if (!history || history.comments + history.replies_alone === 0) return null;
  const sources = history.sources.map((one) => `${one.source} (${inDigits(one.count)})`).join(", ");
  return (
    <section className="plot" aria-labelledby={id}>
      <header className="plot-head">
        <h2 id={id}>{words.title}</h2>
      </header>
      <p className="quiet">{words.note}</p>
      <p>
        {words.says(inDigits(history.comments), percentOf(history.answered, history.comments))}{" "}
        {history.median_s !== null && words.time(duration(history.median_s))}{" "}
        {history.replies_alone > 0 && words.alone(inDigits(history.replies_alone))}
      </p>
      <p className="quiet">{words.from(sources)}</p>
      <details className="fold">
        <summary>{words.table}</summary>
        {/* A table wider than the screen is scrolled, also with the keyboard. */}
        {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
        <div className="plot-table" role="region" aria-labelledby={id} tabIndex={0}>
          <table>
            <thead>
              <tr>
                {[words.month, words.comments, words.answered, words.median].map((name) => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {history.months.map((one) => (
                <tr key={one.month ?? ""}>
                  <th scope="row">{one.month ? MONTH.format(new Date(one.month)) : words.undated}</th>
                  <td>{inDigits(one.comments)}</td>
                  <td>{inDigits(one.answered)}</td>
                  <td>{duration(one.median_s)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </section>
  );
}
