import { Link } from "react-router";

import { t } from "../../texts";
import type { ChartData } from "./chart";

/** The values of a plot, a row for each place. */
export function PlotTable({ data, title }: { data: ChartData; title: string }) {
  return (
    // A table wider than the screen is scrolled, also with the keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="plot-table" role="region" aria-label={title} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{data.says?.places ?? t.numbers.plot.when}</th>
            {data.series.map((series) => (
              <th key={series.name} scope="col">
                {series.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.places.map((place, index) => (
            <tr key={index}>
              <th scope="row">{data.link ? <Link to={data.link(index)}>{place.long}</Link> : place.long}</th>
              {data.series.map((series) => {
                const value = series.values[index];
                return (
                  <td key={series.name}>
                    {value === null || value === undefined ? "–" : data.format(value)}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
