import { expect, test } from "vitest";

import { daysOf } from "./days";

test.each([
  ["", null],
  [" ", null],
  ["7", 7],
  [" 365 ", 365],
  ["3650", 3650],
  ["6", undefined],
  ["3651", undefined],
  ["-9", undefined],
  ["1.5", undefined],
  ["1e2", undefined],
  ["a year", undefined],
])("“%s” means %s", (typed, days) => {
  expect(daysOf(typed)).toBe(days);
});
