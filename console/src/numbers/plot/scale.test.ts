import { expect, test } from "vitest";

import { countTicks, labelled, linePath, rise, slots, TIME_STEPS, ticks } from "./scale";

test("an axis has round steps that reach the highest value", () => {
  expect(ticks(87)).toEqual([0, 50, 100]);
  expect(ticks(40)).toEqual([0, 10, 20, 30, 40]);
  expect(ticks(0.31)).toEqual([0, 0.1, 0.2, 0.3, 0.4]);
  expect(ticks(0)).toEqual([0, 1]);
  expect(ticks(Number.NaN)).toEqual([0, 1]);
});

test("counts have no fractions", () => {
  for (const highest of [0, 1, 2, 3, 4, 5, 7, 11, 1_000_000]) {
    expect(countTicks(highest).every(Number.isInteger)).toBe(true);
    expect(countTicks(highest).at(-1)).toBeGreaterThanOrEqual(highest);
  }
  expect(countTicks(3)).toEqual([0, 1, 2, 3]);
});

test("time is divided as people count it", () => {
  expect(ticks(7_000, 4, TIME_STEPS)).toEqual([0, 1_800, 3_600, 5_400, 7_200]);
  expect(ticks(20_000, 4, TIME_STEPS)).toEqual([0, 7_200, 14_400, 21_600]);
});

test("a value rises by its share of the top and never leaves the plot", () => {
  expect(rise(5, 10, 200)).toBe(100);
  expect(rise(20, 10, 200)).toBe(200);
  expect(rise(-1, 10, 200)).toBe(0);
  expect(rise(1, 0, 200)).toBe(0);
});

test("slots fill the width side by side", () => {
  const two = slots(2, 100);
  expect(two.map((slot) => slot.middle)).toEqual([25, 75]);
  expect(two.map((slot) => [slot.x, slot.width])).toEqual([
    [4, 42],
    [54, 42],
  ]);
  expect(slots(0, 100)).toEqual([]);
  expect(slots(1_000, 100).every((slot) => slot.width > 0)).toBe(true);
});

test("labels keep their distance", () => {
  expect(labelled(7, 700, 60)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(labelled(30, 320, 60)).toEqual([0, 6, 12, 18, 24]);
  expect(labelled(0, 320, 60)).toEqual([]);
});

test("a line has a gap where there is no value", () => {
  expect(linePath([{ x: 0, y: 1 }, { x: 1, y: 2 }, null, { x: 3, y: 4 }])).toBe("M0.0 1.0L1.0 2.0M3.0 4.0");
});
