import { beforeEach, expect, test } from "vitest";

import { order } from "./order";
import { row } from "./rows.testing";
import { pick, pickAll, pickNone, pickRange, selection } from "./selection";

const picked = () => [...selection.get().ids];

beforeEach(() => {
  pickNone();
  order.set(["a", "b", "c", "d"].map((id) => row(id)));
});

test("selecting twice takes it back", () => {
  pick("b");
  pick("b");
  expect(picked()).toEqual([]);
});

test("a range goes from the row selected last, in either direction", () => {
  pick("c");
  pickRange("a");
  expect(picked().sort()).toEqual(["a", "b", "c"]);
  pickRange("d");
  expect(picked().sort()).toEqual(["a", "b", "c", "d"]);
});

test("a range without a beginning selects the one row", () => {
  pickRange("b");
  expect(picked()).toEqual(["b"]);
});

test("all that are loaded are selected at once", () => {
  pickAll();
  expect(picked()).toHaveLength(4);
});
