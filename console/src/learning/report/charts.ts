import type { ChartData, PlotWords, Series } from "../../numbers/plot/chart";
import { countTicks } from "../../numbers/plot/scale";
import { partLong, partShort } from "../../numbers/words";
import { dateOnly, inDigits, inPercent } from "../../words/dates";
import { dayOf, inThousandths } from "../figures";
import type { Plots, Version } from "../queries";
import { words } from "../words";

/** What a run's report plots, as plots draw it. */

const texts = words.report;
const shareTicks = (): number[] => [0, 0.25, 0.5, 0.75, 1];
const saying = (places: string): PlotWords => ({ places, keys: texts.keys, nothing: texts.nothing });

type OfBoth = (version: Version) => { champion: number | null; challenger: number | null };

function byRun(versions: readonly Version[], of: OfBoth, format: (share: number) => string): ChartData {
  return {
    kind: "lines",
    places: versions.map((version) => ({
      short: dayOf(version.at),
      long: texts.runOf(dateOnly(version.at), texts.outcomes[version.state]),
    })),
    series: [
      { name: "challenger", label: words.runs.after, values: versions.map((one) => of(one).challenger) },
      { name: "champion", label: texts.before, values: versions.map((one) => of(one).champion) },
    ],
    format,
    ticks: shareTicks,
    says: saying(texts.run),
  };
}

export const curveChart = (versions: readonly Version[]): ChartData =>
  byRun(versions, (one) => ({ champion: one.champion_f1, challenger: one.challenger_f1 }), inThousandths);

export const recallChart = (versions: readonly Version[]): ChartData =>
  byRun(versions, (one) => ({ champion: one.champion_recall, challenger: one.challenger_recall }), inPercent);

function byWeek(weeks: Plots["weeks"], kind: ChartData["kind"], series: Series): ChartData {
  const isCount = kind !== "lines";
  return {
    kind,
    places: weeks.map((week) => ({ short: partShort(week, "week"), long: partLong(week) })),
    series: [series],
    format: isCount ? inDigits : inPercent,
    ticks: isCount ? countTicks : shareTicks,
    says: saying(texts.week),
  };
}

export const decisionsChart = (weeks: Plots["weeks"]): ChartData =>
  byWeek(weeks, "bars", {
    name: "decisions",
    label: texts.decisions.series,
    values: weeks.map((week) => week.decisions),
  });

export const unchangedChart = (weeks: Plots["weeks"]): ChartData =>
  byWeek(weeks, "lines", {
    name: "unchanged",
    label: texts.unchanged.series,
    values: weeks.map((week) => (week.approved > 0 ? week.unchanged / week.approved : null)),
  });

export const editsChart = (weeks: Plots["weeks"]): ChartData =>
  byWeek(weeks, "lines", {
    name: "edits",
    label: texts.edits.series,
    values: weeks.map((week) => week.edit_size),
  });

/** How often each model is right of answers that are about as sure, beside how often it would have to be. */
export function calibrationChart(calibration: NonNullable<Plots["calibration"]>): ChartData {
  const { champion, challenger } = calibration;
  const lows = [...new Set([...champion, ...challenger].map((bin) => bin.low))].sort(
    (one, other) => one - other,
  );
  const at = (bins: typeof champion, low: number) => bins.find((bin) => bin.low === low);
  return {
    kind: "lines",
    places: lows.map((low) => ({
      short: inPercent(low),
      long: texts.calibration.bin(
        Math.round(100 * low),
        Math.round(100 * low) + 10,
        at(challenger, low)?.rows ?? 0,
        at(champion, low)?.rows ?? 0,
      ),
    })),
    series: [
      {
        name: "challenger",
        label: words.runs.after,
        values: lows.map((low) => at(challenger, low)?.right ?? null),
      },
      { name: "champion", label: texts.before, values: lows.map((low) => at(champion, low)?.right ?? null) },
      { name: "ideal", label: texts.calibration.ideal, values: lows.map((low) => low + 0.05) },
    ],
    format: inPercent,
    ticks: shareTicks,
    says: saying(texts.calibration.sure),
  };
}
