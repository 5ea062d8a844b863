import { useId } from "react";
import { Link } from "react-router";

import { LOCALE } from "../app/language";
import { t } from "../texts";
import { inDigits } from "../words/dates";
import { CsvLink } from "./plot/Plot";
import type { Numbers } from "./queries";
import { behindPath, csvPath, lengthOf, type Range } from "./range";
import { compared, outcomeWords } from "./words";

interface TableProps {
  numbers: Numbers;
  range: Range;
}

/** Who decided how much and has how much to look after. */
export function People({ numbers, range }: TableProps) {
  const id = useId();
  const days = lengthOf(numbers.first, numbers.last);
  const words = t.numbers.people;
  const perDay = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 1 });
  const busy = numbers.people.filter((person) => person.total > 0);
  return (
    <section className="plot" aria-labelledby={id}>
      <header className="plot-head">
        <h2 id={id}>{words.title}</h2>
        <CsvLink href={csvPath(range, "people")} title={words.title} />
      </header>
      {numbers.people.length === 0 ? (
        <p className="quiet">{words.none}</p>
      ) : (
        <>
          <p>{words.says(busy.length, numbers.outcomes.total)}</p>
          {/* A table wider than the screen is scrolled, also with the keyboard. */}
          {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
          <div className="plot-table" role="region" aria-labelledby={id} tabIndex={0}>
            <table>
              <thead>
                <tr>
                  {[words.person, words.decisions, words.perDay, words.change, words.assigned].map((name) => (
                    <th key={name} scope="col">
                      {name}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {numbers.people.map((person) => (
                  <tr key={person.name}>
                    <th scope="row">{person.name}</th>
                    <td>
                      <Link to={behindPath(range, "people", { person: person.name })}>
                        {inDigits(person.total)}
                      </Link>
                    </td>
                    <td>{perDay.format(person.total / days)}</td>
                    <td>{inDigits(person.before)}</td>
                    <td>
                      {person.assigned > 0 ? (
                        <Link to={behindPath(range, "assigned", { person: person.name })}>
                          {inDigits(person.assigned)}
                        </Link>
                      ) : (
                        "0"
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </section>
  );
}

/** Which rules' findings were in drafts and not in what was sent. */
export function AvoidedFindings({ numbers, range }: TableProps) {
  const id = useId();
  const words = t.numbers.avoided;
  const { total, before, rules } = numbers.avoided;
  return (
    <section className="plot" aria-labelledby={id}>
      <header className="plot-head">
        <h2 id={id}>{words.title}</h2>
        <CsvLink href={csvPath(range, "avoided")} title={words.title} />
      </header>
      <p>{words.says(total, compared(total, before, lengthOf(numbers.first, numbers.last)))}</p>
      <Bars
        rows={rules.map((rule) => ({
          name: rule.name,
          count: rule.total,
          to: behindPath(range, "avoided", { rule: rule.name }),
        }))}
      />
    </section>
  );
}

/** Why comments were closed without a reply. */
export function Dismissals({ numbers, range }: TableProps) {
  const rows = numbers.outcomes.series.filter((one) => one.name.startsWith("dismissed:") && one.total > 0);
  if (rows.length === 0) return null;
  return (
    <section className="plot">
      <h2>{t.numbers.outcomes.reasons}</h2>
      <Bars
        rows={rows.map((one) => ({
          name: outcomeWords(one.name).replace(`${t.numbers.outcomes.dismissed}: `, ""),
          count: one.total,
          to: behindPath(range, "outcomes", { outcome: one.name }),
        }))}
      />
    </section>
  );
}

function Bars({ rows }: { rows: readonly { name: string; count: number; to: string }[] }) {
  const most = Math.max(1, ...rows.map((row) => row.count));
  return (
    <ul className="tally">
      {rows.map((row) => (
        <li key={row.name}>
          <Link to={row.to}>
            <span>{row.name}</span>
            <span className="tally-count">{inDigits(row.count)}</span>
          </Link>
          <svg className="tally-bar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
            <rect className="plot-0" width={(100 * row.count) / most} height="1" />
          </svg>
        </li>
      ))}
    </ul>
  );
}
