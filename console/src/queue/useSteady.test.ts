import { expect, test } from "vitest";

import { shiftOf } from "./useSteady";

test("rows that come in above are counted and the row in view is found again", () => {
  expect(shiftOf(["a", "b", "c"], ["x", "y", "a", "b", "c"], 1)).toEqual({ anchor: "b", index: 3, added: 2 });
});

test("when the row in view has left, the next one holds the place", () => {
  expect(shiftOf(["a", "b", "c"], ["a", "c"], 1)).toEqual({ anchor: "c", index: 1, added: 0 });
});

test("an entirely other list has nothing to hold on to", () => {
  expect(shiftOf(["a"], ["b"], 0)).toBeNull();
});

test("a row that only moved above is not counted as new", () => {
  expect(shiftOf(["a", "b", "c"], ["c", "a", "b"], 1)).toEqual({ anchor: "b", index: 2, added: 0 });
});

test("rows that come in below change nothing", () => {
  expect(shiftOf(["a", "b"], ["a", "b", "c"], 1)).toEqual({ anchor: "b", index: 1, added: 0 });
});
