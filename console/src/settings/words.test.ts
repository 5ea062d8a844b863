import { expect, test } from "vitest";

import { asLines, linesOf, preferencesOf } from "./words";

test("one word a line, empty lines left out", () => {
  expect(linesOf(" guys \n\n  folks")).toEqual(["guys", "folks"]);
});

test("pairs are read and written alike", () => {
  const { pairs, wrong } = preferencesOf("customer service = care team\n\nshop=store");
  expect(wrong).toBeNull();
  expect(asLines(pairs)).toBe("customer service = care team\nshop = store");
});

test.each(["no sign", "= only after", "only before ="])("“%s” is named as wrong", (line) => {
  expect(preferencesOf(`a = b\n${line}`).wrong).toBe(line);
});
