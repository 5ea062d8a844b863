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

// The weights of X's own twitter-text 3.1.0, configuration v3.
test.each([
  ["(https://example.com/a_(b))", 25],
  ["https://example.com/a).", 25],
  ["https://example.com, and", 28],
  ["http://example.com!", 24],
  ["café.com", 23],
  ["日本語https://example.com日本語", 35],
  ["go to www.example.co.uk/x, please", 37],
  ["Visit x.com/help.", 30],
  ["https://user:pw@example.com/", 28],
  ["ftp://example.com", 17],
  ["https://localhost:8080/x", 24],
  ["https://192.168.0.1/a", 21],
  ["https://example.com:8080/a?b=c&d=e", 23],
  ["https://example.com/日本", 27],
  ["https://example.com/a–b", 23],
  ['"https://example.com"', 25],
  ["https://example.com/a…", 25],
  ["#example.com", 12],
  ["www.example.org?q=1", 27],
  ["http://пример.рф/я", 23],
])("X's own counter gives %j %i", (text, length) => {
  expect(lengthOf(text, "x")).toBe(length);
});
