import { expect, test } from "vitest";

import { de } from "../texts/de";
import { en } from "../texts/en";

/** What three choices side by side have room for in a list 25 rem wide. */
const MOST = 12;

test.each([
  ["English", en],
  ["German", de],
])("what the choices over the list say before anything is chosen is not cut off: %s", (_, { articles }) => {
  const { all, everyTopic, everyValidity } = articles.filters;
  for (const words of [all, everyTopic, everyValidity]) expect(words.length).toBeLessThanOrEqual(MOST);
});
