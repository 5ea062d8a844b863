import { type ChartData } from "./chart";
import { linePath, rise, type Slot } from "./scale";

interface MarksProps {
  data: ChartData;
  at: readonly Slot[];
  top: number;
  height: number;
}

/** What is seen of the values; told to a screen reader by the points over it. */
export function Marks(props: MarksProps) {
  if (props.data.kind === "stack") return <Stacks {...props} />;
  return props.data.kind === "bars" ? <SideBySide {...props} /> : <Lines {...props} />;
}

function Stacks({ data, at, top, height }: MarksProps) {
  return at.map((slot, place) => {
    let below = 0;
    return (
      <g key={place}>
        {data.series.map((series, index) => {
          const tall = rise(series.values[place] ?? 0, top, height);
          below += tall;
          if (tall === 0) return null;
          return (
            <rect
              key={series.name}
              className={`plot-${index % 7}`}
              x={slot.x}
              width={slot.width}
              y={height - below}
              height={tall}
            />
          );
        })}
      </g>
    );
  });
}

function SideBySide({ data, at, top, height }: MarksProps) {
  const count = data.series.length;
  return data.series.map((series, index) => (
    <g key={series.name} className={`plot-${index % 7}`}>
      {at.map((slot, place) => {
        const tall = rise(series.values[place] ?? 0, top, height);
        const width = slot.width / count;
        return <rect key={place} x={slot.x + index * width} width={width} y={height - tall} height={tall} />;
      })}
    </g>
  ));
}

function Lines({ data, at, top, height }: MarksProps) {
  return data.series.map((series, index) => {
    const points = at.map((slot, place) => {
      const value = series.values[place];
      return value === null || value === undefined
        ? null
        : { x: slot.middle, y: height - rise(value, top, height) };
    });
    return (
      <g key={series.name} className={`plot-line plot-${index % 7}`}>
        <path d={linePath(points)} />
        {points.map((point, place) => point && <circle key={place} cx={point.x} cy={point.y} r={2.5} />)}
      </g>
    );
  });
}
