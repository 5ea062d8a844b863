import { expect, test } from "vitest";

import { behindPath, daysLater, lengthOf, rangeOf, stepOf, today, withChanges } from "./range";

const NOW = new Date(2026, 10, 23, 23, 30);
const of = (search: string) => rangeOf(new URLSearchParams(search), NOW);

test("without days in the address it is the last thirty, today included", () => {
  expect(of("")).toEqual({ from: "2026-10-25", to: "2026-11-23", preset: 30, page: "", channel: "" });
  expect(lengthOf("2026-10-25", "2026-11-23")).toBe(30);
});

test("a preset ends today, days of one’s own as they are given", () => {
  expect(of("days=7&page=shop")).toMatchObject({ from: "2026-11-17", preset: 7, page: "shop" });
  expect(of("from=2026-03-01&to=2026-03-31&channel=x")).toMatchObject({
    from: "2026-03-01",
    to: "2026-03-31",
    preset: null,
    channel: "x",
  });
});

test("what makes no sense in the address counts as not given", () => {
  for (const odd of [
    "days=8",
    "from=2026-03-02&to=2026-03-01",
    "from=yesterday&to=today",
    "from=2026-13-01&to=2026-13-02",
  ]) {
    expect(of(odd)).toMatchObject({ preset: 30, to: today(NOW) });
  }
});

test("long spans are shown by week, longer ones by month", () => {
  const range = of("");
  expect(stepOf({ ...range, from: "2026-09-01", to: "2026-11-23" })).toBe("day");
  expect(stepOf({ ...range, from: "2026-01-01", to: "2026-11-23" })).toBe("week");
  expect(stepOf({ ...range, from: "2025-01-01", to: "2026-11-23" })).toBe("month");
});

test("days are counted over the change to summer time", () => {
  expect(daysLater("2026-03-28", 2)).toBe("2026-03-30");
  expect(lengthOf("2026-03-28", "2026-03-30")).toBe(3);
});

test("a figure leads to its comments with the filters it was counted with", () => {
  const path = behindPath(of("days=7&page=shop"), "outcomes", { outcome: "dismissed:spam" });
  expect(Object.fromEntries(new URLSearchParams(path.split("?")[1]))).toEqual({
    figure: "outcomes",
    from: "2026-11-17",
    to: "2026-11-23",
    page: "shop",
    outcome: "dismissed:spam",
  });
});

test("an empty filter leaves the address", () => {
  expect(withChanges(new URLSearchParams("page=shop&days=7"), { page: "" }).toString()).toBe("days=7");
});
