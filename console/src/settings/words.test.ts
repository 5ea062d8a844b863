import { expect, test } from "vitest";

import { asLines, daysOf, linesOf, preferencesOf } from "./words";

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

test("days are a number, or none", () => {
  expect(daysOf(" ")).toBeNull();
  expect(daysOf(" 30 ")).toBe(30);
  expect([daysOf("0"), daysOf("1.5"), daysOf("soon"), daysOf("9999")]).toEqual(Array(4).fill(undefined));
});
