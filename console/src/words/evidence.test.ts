import { expect, test } from "vitest";

import type { Evidence } from "../api/types";
import { sorted } from "./evidence";

const found = ["a", "b", "c", "d", "e"].map((id) => ({ id }) as Evidence);
const numbers = (kind: string | null, ...used: string[]) => {
  const { shown, folded } = sorted(found, new Set(used), kind);
  return [shown.map(({ number }) => number), folded.map(({ number }) => number)];
};

test("what is used is shown, and two of the others", () => {
  expect(numbers("answer", "d")).toEqual([
    [1, 2, 4],
    [3, 5],
  ]);
});

test("without a draft two are shown", () => {
  expect(numbers(null)).toEqual([
    [1, 2],
    [3, 4, 5],
  ]);
});

test("under thanks or no reply, all that is not used is folded", () => {
  expect(numbers("thanks")).toEqual([[], [1, 2, 3, 4, 5]]);
  expect(numbers("none", "b")).toEqual([[2], [1, 3, 4, 5]]);
});
