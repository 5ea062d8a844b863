import { expect, test } from "vitest";

import { lengthOf } from "./length";

test("characters are code points, so an emoji is one", () => {
  expect(lengthOf("ab🙂", "characters")).toBe(3);
});

test.each([
  ["plain words", 11],
  ["naïve café", 10],
  ["日本", 4],
  ["ok 🙂", 5],
  ["ok 👩‍👩‍👧‍👦", 5],
  ["👍🏽", 2],
  ["🇬🇧", 2],
  ["see https://help.fernhillcycles.example/articles/returns-uk now", 4 + 23 + 4],
  ["see fernhillcycles.example", 4 + 23],
  ["mail@example.org", 16],
])("X counts %j as %i", (text, length) => {
  expect(lengthOf(text, "x")).toBe(length);
});
