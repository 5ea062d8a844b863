import { expect, test } from "vitest";

import { approved, commentsChart, countOf, hoursChart, outcomesChart, slowest } from "./figures";
import type { Numbers, NumberSeries } from "./queries";
import type { Range } from "./range";

const RANGE: Range = { from: "2026-11-23", to: "2026-11-24", preset: null, page: "shop", channel: "" };
const NONE = { count: 0, median: null, p90: null };

function series(name: string, ...values: number[]): NumberSeries {
  return { name, values, total: values.reduce((sum, value) => sum + value, 0), before: 1 };
}

const NUMBERS: Numbers = {
  first: RANGE.from,
  last: RANGE.to,
  before_first: "2026-11-21",
  before_last: "2026-11-22",
  zone: "UTC",
  step: "day",
  parts: [RANGE.from, RANGE.to].map((day) => ({ first: day, last: day })),
  comments: {
    total: 9,
    before: 3,
    by_intent: [series("praise", 4, 1), series("question", 2, 1), series("", 1, 0)],
    by_channel: [series("api", 7, 2)],
  },
  first_reply: {
    now: { count: 2, median: 60, p90: 90 },
    before: NONE,
    parts: [NONE, NONE],
    hours: Array.from({ length: 24 }, (_, hour) => (hour === 5 ? { count: 1, median: 900, p90: 900 } : NONE)),
    weekdays: Array.from({ length: 7 }, () => NONE),
    promised: 0,
    kept: 0,
    promised_before: 0,
    kept_before: 0,
  },
  outcomes: {
    total: 7,
    before: 4,
    series: [
      series("unchanged", 1, 2),
      series("edited", 1, 0),
      series("dismissed:spam", 1, 0),
      series("dismissed:other", 0, 2),
    ],
  },
  edits: { now: NONE, before: NONE, parts: [NONE, NONE], bands: Array.from({ length: 10 }, () => 0) },
  gaps: { total: 0, before: 0, values: [0, 0] },
  avoided: { total: 0, before: 0, rules: [] },
  people: [],
};

test("dismissals of all reasons are one layer, and approvals are counted together", () => {
  expect(outcomesChart(NUMBERS, RANGE).series.map((one) => [one.label, one.values])).toEqual([
    ["Approved unchanged", [1, 2]],
    ["Edited, then approved", [1, 0]],
    ["Dismissed", [1, 2]],
  ]);
  expect([approved(NUMBERS), countOf(NUMBERS, "dismissed"), countOf(NUMBERS, "dismissed", "before")]).toEqual(
    [4, 3, 2],
  );
});

test("intents keep their order and colour whichever is most frequent", () => {
  expect(commentsChart(NUMBERS, RANGE, "intent").series.map((one) => one.label)).toEqual([
    "Question",
    "Praise",
    "Not read yet",
  ]);
  expect(commentsChart(NUMBERS, RANGE, "channel").series.map((one) => one.label)).toEqual(["Website"]);
});

test("a place leads to the comments of its day, or of its hour in all the days", () => {
  expect(commentsChart(NUMBERS, RANGE, "intent").link?.(1)).toBe(
    "/numbers/comments?figure=comments&from=2026-11-24&to=2026-11-24&page=shop",
  );
  expect(hoursChart(NUMBERS, RANGE).link?.(5)).toContain("from=2026-11-23&to=2026-11-24&page=shop&hour=5");
});

test("the slowest hour is named, and none where nothing was answered", () => {
  expect(slowest(NUMBERS.first_reply.hours, (hour) => `${hour} o’clock`)).toBe(
    "Slowest: 5 o’clock, median 15 min.",
  );
  expect(slowest(NUMBERS.first_reply.weekdays, String)).toBeNull();
});
