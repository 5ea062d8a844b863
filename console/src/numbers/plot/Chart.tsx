import { type KeyboardEvent, useRef, useState } from "react";
import { Link } from "react-router";

import { t } from "../../texts";
import { type ChartData, highest, spoken } from "./chart";
import { Marks } from "./Marks";
import { labelled, rise, slots } from "./scale";
import { useWidth } from "./useWidth";

const HEIGHT = 180;
const LEFT = 58;
const RIGHT = 8;
const UP = 10;
const BELOW = 24;
const LABEL = 58;

/** A plot whose places can be gone through with the arrow keys; each may be a link to the comments behind it. */
export function Chart({ data, label }: { data: ChartData; label: string }) {
  const [frame, width] = useWidth<HTMLDivElement>();
  const [shown, setShown] = useState<number | null>(null);
  const [stop, setStop] = useState(0);
  const points = useRef<SVGGElement>(null);
  const inner = Math.max(width - LEFT - RIGHT, 60);
  const at = slots(data.places.length, inner);
  const steps = data.ticks(highest(data));
  const top = steps.at(-1) ?? 1;
  const tabStop = Math.min(stop, Math.max(0, at.length - 1));

  const go = (event: KeyboardEvent): void => {
    const to = {
      ArrowRight: tabStop + 1,
      ArrowLeft: tabStop - 1,
      Home: 0,
      End: at.length - 1,
    }[event.key];
    if (to === undefined || to < 0 || to >= at.length) return;
    event.preventDefault();
    setStop(to);
    points.current?.querySelectorAll<SVGElement>(".plot-point")[to]?.focus();
  };

  return (
    <div className="plot-frame" ref={frame}>
      <svg
        width={width}
        height={UP + HEIGHT + BELOW}
        role="group"
        aria-label={`${label}. ${data.says?.keys ?? t.numbers.plot.keys}`}
        onPointerLeave={() => setShown(null)}
      >
        <g transform={`translate(${LEFT} ${UP})`}>
          <g aria-hidden="true">
            {steps.map((step) => (
              <g key={step} transform={`translate(0 ${HEIGHT - rise(step, top, HEIGHT)})`}>
                <line className="plot-grid" x2={inner} />
                <text className="plot-tick" x={-8} dy="0.32em" textAnchor="end">
                  {data.format(step)}
                </text>
              </g>
            ))}
            {labelled(at.length, inner, LABEL).map((place) => (
              <text
                key={place}
                className="plot-tick"
                x={at[place]?.middle}
                y={HEIGHT + 17}
                textAnchor="middle"
              >
                {data.places[place]?.short}
              </text>
            ))}
            <Marks data={data} at={at} top={top} height={HEIGHT} />
          </g>
          <g ref={points} onKeyDown={go}>
            {at.map((slot, place) => {
              const point = {
                className: "plot-point",
                tabIndex: place === tabStop ? 0 : -1,
                "aria-label": spoken(data, place),
                onFocus: () => {
                  setStop(place);
                  setShown(place);
                },
                onBlur: () => setShown(null),
                onPointerEnter: () => setShown(place),
              };
              const area = (
                <rect x={slot.middle - inner / at.length / 2} width={inner / at.length} height={HEIGHT} />
              );
              return data.link ? (
                <Link key={place} to={data.link(place)} {...point}>
                  {area}
                </Link>
              ) : (
                <g key={place} role="img" {...point}>
                  {area}
                </g>
              );
            })}
          </g>
        </g>
      </svg>
      <p className="plot-readout" aria-hidden="true">
        {shown === null || shown >= at.length ? " " : spoken(data, shown)}
      </p>
    </div>
  );
}
