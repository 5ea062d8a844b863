import { expect, test } from "vitest";

import { fit, fitting } from "./fuzzy";

const best = (typed: string, ...words: string[]): string[] =>
  fitting(typed, words, (word) => word).map(({ item }) => item);

test("letters fit in their order, with others between", () => {
  expect(fit("snz", "Snooze")?.at).toEqual([0, 1, 4]);
  expect(fit("zs", "Snooze")).toBeNull();
});

test("the beginnings of words count more than letters inside them", () => {
  expect(best("fa", "Sofas", "For approval")).toEqual(["For approval", "Sofas"]);
});

test("letters side by side count more than those far apart", () => {
  expect(best("done", "Does nothing more", "Done")[0]).toBe("Done");
});

test("nothing typed leaves all as they are", () => {
  expect(best("", "Queue", "Articles")).toEqual(["Queue", "Articles"]);
});

test("accents, capitals and spaces don't matter", () => {
  expect(fit("CAFE reg", "Café Régence")).not.toBeNull();
});
