/** What a plot draws: places along the ground, and for each series a value at each. */
export interface Series {
  name: string;
  label: string;
  values: readonly (number | null)[];
}

export interface ChartData {
  /** One on top of the other, side by side, or lines. */
  kind: "stack" | "bars" | "lines";
  /** What stands under each place, and what it is called in full. */
  places: readonly { short: string; long: string }[];
  series: readonly Series[];
  format: (value: number) => string;
  ticks: (highest: number) => number[];
  /** The address of the comments behind a place. */
  link?: (place: number) => string;
  /** What to say where the places are no days, or lead nowhere. */
  says?: PlotWords;
}

export interface PlotWords {
  /** What the places are, over their column in the table. */
  places: string;
  keys: string;
  nothing: string;
}

/** How high the plot has to reach. */
export function highest(data: ChartData): number {
  const at = (place: number): number[] => data.series.map((series) => series.values[place] ?? 0);
  return Math.max(
    0,
    ...data.places.map((_, place) =>
      data.kind === "stack" ? at(place).reduce((sum, value) => sum + value, 0) : Math.max(0, ...at(place)),
    ),
  );
}

/** "Mon, 23 Nov 2026: Question 8, Complaint 3": a place read aloud. */
export function spoken(data: ChartData, place: number): string {
  const parts = data.series.flatMap((series) => {
    const value = series.values[place];
    if (value === null || value === undefined || (data.kind === "stack" && value === 0)) return [];
    return [`${series.label} ${data.format(value)}`];
  });
  return `${data.places[place]?.long ?? ""}: ${parts.join(", ") || "0"}`;
}

/** Nothing to draw; a line along the ground is something. */
export function isEmpty(data: ChartData): boolean {
  const isNothing = (value: number | null): boolean => (data.kind === "lines" ? value === null : !value);
  return data.series.every((series) => series.values.every(isNothing));
}
