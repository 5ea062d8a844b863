import { expect, test } from "vitest";

import { lengthOf } from "./length";

test("characters are code points, so an emoji is one", () => {
  expect(lengthOf("ab🙂", "characters")).toBe(3);
});

test.each([
  ["naïve", 5],
  ["cafe\u0301", 4],
  ["日本語", 3],
  ["👩‍👩‍👧‍👦", 1],
  ["👍🏽👍", 2],
  ["🇬🇧🇫🇷", 2],
  ["a\r\nb", 3],
  ["https://a.example/b", 19],
])("graphemes: %j is %i", (text, length) => {
  expect(lengthOf(text, "graphemes")).toBe(length);
});

test.each([
  ["👩‍👩‍👧‍👦 ok", 4],
  ["see https://help.example/articles/returns-uk?from=x#top", 4 + 23],
  ["(https://help.example/a).", 1 + 23 + 2],
  ["(https://w.example/A_(b)), too", 1 + 23 + 6],
  ["help.example counts as it is", 28],
  ["@ada@mastodon.example thanks", 4 + 7],
  ["hello @ada@mastodon.example, @bob@b.example.", 6 + 4 + 2 + 4 + 1],
  ["ada@mastodon.example", 20],
  ["https://mastodon.example/@ada", 23],
])("Mastodon counts %j as %i", (text, length) => {
  expect(lengthOf(text, "mastodon")).toBe(length);
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
