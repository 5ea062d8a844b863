import { expect, test } from "vitest";

import { chosenTime, presets } from "./snooze";

const WEDNESDAY = new Date(2026, 10, 25, 10, 30);
const shown = (now: Date) => presets(now).map(({ preset, at }) => [preset, at] as const);

test("from a Wednesday morning there are four times to choose from", () => {
  expect(shown(WEDNESDAY)).toEqual([
    ["hour", new Date(2026, 10, 25, 11, 30)],
    ["afternoon", new Date(2026, 10, 25, 15)],
    ["tomorrow", new Date(2026, 10, 26, 9)],
    ["monday", new Date(2026, 10, 30, 9)],
  ]);
});

test("in the afternoon “this afternoon” is over", () => {
  expect(shown(new Date(2026, 10, 25, 14, 30)).map(([preset]) => preset)).toEqual([
    "hour",
    "tomorrow",
    "monday",
  ]);
});

test("on a Sunday Monday is tomorrow, and on a Monday it is next week's", () => {
  expect(shown(new Date(2026, 10, 29, 10)).map(([preset]) => preset)).toEqual([
    "hour",
    "afternoon",
    "tomorrow",
  ]);
  expect(shown(new Date(2026, 10, 30, 10)).at(-1)?.[1]).toEqual(new Date(2026, 11, 7, 9));
});

test("a date that is past, too far or none is not taken", () => {
  for (const value of ["", "2026-11-25T10:00", "2028-01-01T09:00", "soon"]) {
    expect(chosenTime(value, WEDNESDAY)).toBeNull();
  }
  expect(chosenTime("2026-12-01T09:00", WEDNESDAY)).toEqual(new Date(2026, 11, 1, 9));
});
