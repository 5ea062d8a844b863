import { expect, test } from "vitest";

import { atSlashes } from "./atSlashes";

test("a link may break after its slashes, other words not", () => {
  expect(atSlashes("and/or https://fernhill.example/help/returns, yes")).toEqual([
    "and/or https://",
    "fernhill.example/",
    "help/",
    "returns, yes",
  ]);
});

test("without a link it is one piece", () => {
  expect(atSlashes("no link here")).toEqual(["no link here"]);
});

test("a slash at the end breaks nothing", () => {
  expect(atSlashes("https://a.example/")).toEqual(["https://", "a.example/"]);
});
