import { expect, test } from "vitest";

import { backOff } from "./backOff";

test("waiting doubles up to half a minute", () => {
  expect([1, 2, 3, 4, 5, 6, 7].map((failures) => backOff(failures, 0, () => 1))).toEqual([
    1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000,
  ]);
});

test("it is spread over half of its length, so that not everybody comes back at once", () => {
  expect(backOff(4, 0, () => 0)).toBe(4_000);
  expect(backOff(4, 0, () => 0.5)).toBe(6_000);
});

test("never sooner than the desk has asked for", () => {
  expect(backOff(1, 60, () => 0)).toBe(60_000);
});
