import { t } from "../texts";
import { inDigits, inPercent } from "../words/dates";
import type { ChartData, Series } from "./plot/chart";
import { countTicks, TIME_STEPS, ticks } from "./plot/scale";
import type { Numbers, NumberSeries } from "./queries";
import { behindPath, type Range } from "./range";
import { channelWords, duration, intentWords, outcomeWords, partLong, partShort } from "./words";

/** The figures as plots draw them, each place leading to the comments behind it. */

type Spread = Numbers["first_reply"]["now"];

const INTENTS = ["question", "complaint", "praise", "other", ""];
const OUTCOMES = ["unchanged", "edited", "written", "dismissed", "gave_up"];

/** Those that approved, those that changed the draft or did without, and those that sent nothing. */
export function countOf(numbers: Numbers, name: string, when: "total" | "before" = "total"): number {
  return numbers.outcomes.series
    .filter((one) => one.name === name || one.name.startsWith(`${name}:`))
    .reduce((sum, one) => sum + one[when], 0);
}

export function approved(numbers: Numbers, when: "total" | "before" = "total"): number {
  return ["unchanged", "edited", "written"].reduce((sum, name) => sum + countOf(numbers, name, when), 0);
}

export function commentsChart(numbers: Numbers, range: Range, by: "intent" | "channel"): ChartData {
  const found = by === "intent" ? numbers.comments.by_intent : numbers.comments.by_channel;
  const ordered =
    by === "intent"
      ? [...found].sort((one, other) => INTENTS.indexOf(one.name) - INTENTS.indexOf(other.name))
      : found;
  const words = by === "intent" ? intentWords : channelWords;
  return stack(
    numbers,
    range,
    "comments",
    ordered.map((one) => labelled(one, words(one.name))),
  );
}

export function outcomesChart(numbers: Numbers, range: Range): ChartData {
  const series = OUTCOMES.map((name) => {
    const mine = numbers.outcomes.series.filter(
      (one) => one.name === name || one.name.startsWith(`${name}:`),
    );
    const values = numbers.parts.map((_, place) =>
      mine.reduce((sum, one) => sum + (one.values[place] ?? 0), 0),
    );
    return { name, label: name === "dismissed" ? t.numbers.outcomes.dismissed : outcomeWords(name), values };
  });
  return stack(
    numbers,
    range,
    "outcomes",
    series.filter((one) => one.values.some((value) => value > 0)),
  );
}

export function gapsChart(numbers: Numbers, range: Range): ChartData {
  return stack(numbers, range, "gaps", [
    { name: "gaps", label: t.numbers.gaps.series, values: numbers.gaps.values },
  ]);
}

export function firstReplyChart(numbers: Numbers, range: Range): ChartData {
  return {
    kind: "lines",
    places: placesOf(numbers),
    series: times(numbers.first_reply.parts),
    format: duration,
    ticks: timeTicks,
    link: (place) => behindPath(range, "first_reply", daysOf(numbers, place)),
  };
}

export function hoursChart(numbers: Numbers, range: Range): ChartData {
  return {
    kind: "bars",
    places: numbers.first_reply.hours.map((_, hour) => ({
      short: t.numbers.firstReply.hour(hour),
      long: t.numbers.firstReply.hour(hour),
    })),
    series: times(numbers.first_reply.hours),
    format: duration,
    ticks: timeTicks,
    link: (hour) => behindPath(range, "first_reply", { hour: String(hour) }),
  };
}

export function weekdaysChart(numbers: Numbers, range: Range): ChartData {
  return {
    kind: "bars",
    places: t.numbers.firstReply.weekdays.map((long, day) => ({
      short: t.numbers.firstReply.weekdaysShort[day] ?? long,
      long,
    })),
    series: times(numbers.first_reply.weekdays),
    format: duration,
    ticks: timeTicks,
    link: (day) => behindPath(range, "first_reply", { weekday: String(day) }),
  };
}

export function editsChart(numbers: Numbers, range: Range): ChartData {
  return {
    kind: "bars",
    places: numbers.edits.bands.map((_, band) => ({
      short: inPercent((band + 1) / 10),
      long: t.numbers.edits.band(band * 10, band * 10 + 10),
    })),
    series: [{ name: "edits", label: t.numbers.edits.count, values: numbers.edits.bands }],
    format: inDigits,
    ticks: countTicks,
    link: (band) => behindPath(range, "edits", { band: String(band) }),
  };
}

/** The place with the highest median, in a sentence; none where nothing was answered. */
export function slowest(spreads: readonly Spread[], place: (index: number) => string): string | null {
  let worst = -1;
  spreads.forEach((one, index) => {
    if (one.median !== null && (worst < 0 || one.median > (spreads[worst]?.median ?? 0))) worst = index;
  });
  const found = spreads[worst];
  return found ? t.numbers.firstReply.slowest(place(worst), duration(found.median)) : null;
}

function stack(numbers: Numbers, range: Range, figure: string, series: Series[]): ChartData {
  return {
    kind: "stack",
    places: placesOf(numbers),
    series,
    format: inDigits,
    ticks: countTicks,
    link: (place) => behindPath(range, figure, daysOf(numbers, place)),
  };
}

function labelled(series: NumberSeries, label: string): Series {
  return { name: series.name || "none", label, values: series.values };
}

function times(spreads: readonly Spread[]): Series[] {
  return [
    { name: "median", label: t.numbers.firstReply.median, values: spreads.map((one) => one.median) },
    { name: "p90", label: t.numbers.firstReply.p90, values: spreads.map((one) => one.p90) },
  ];
}

const timeTicks = (highest: number): number[] => ticks(highest, 4, TIME_STEPS);

function placesOf(numbers: Numbers) {
  return numbers.parts.map((part) => ({ short: partShort(part, numbers.step), long: partLong(part) }));
}

function daysOf(numbers: Numbers, place: number): Record<string, string> {
  const part = numbers.parts[place];
  return part ? { from: part.first, to: part.last } : {};
}
