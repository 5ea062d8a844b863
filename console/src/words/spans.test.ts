import { expect, test } from "vitest";

import { carryOver, fromCodePoints, pieces } from "./spans";

const span = (start: number, end: number) => ({ start, end });

test("code points become UTF-16 units after an emoji", () => {
  const text = "So sad 🙁 about this offer";
  const offer = Array.from(text).join("").indexOf("offer") - 1; // as the desk counts: the emoji is one
  const [found] = fromCodePoints(text, [span(offer, offer + 5)]);
  expect(text.slice(found?.start, found?.end)).toBe("offer");
});

test("a span that ends with the text keeps its end", () => {
  const text = "🙂🙂";
  expect(fromCodePoints(text, [span(1, 2)])).toEqual([span(2, 4)]);
});

test("spans before an edit stay and those after it move along", () => {
  const before = "a deal and a discount";
  const after = "a deal and maybe a discount";
  const kept = carryOver(before, after, [span(2, 6), span(13, 21)]);
  expect(kept.map(({ start, end }) => after.slice(start, end))).toEqual(["deal", "discount"]);
});

test("a span whose words were edited is dropped until the text is checked again", () => {
  expect(carryOver("a deal today", "a dealer today", [span(2, 6)])).toEqual([span(2, 6)]);
  expect(carryOver("a deal today", "a real today", [span(2, 6)])).toEqual([]);
});

test("overlapping spans cut the text at every edge", () => {
  const cut = pieces("abcdef", [span(0, 4), span(2, 6)]);
  expect(cut.map(({ text, covered }) => [text, covered.length])).toEqual([
    ["ab", 1],
    ["cd", 2],
    ["ef", 1],
  ]);
});

test("a text without spans is one piece, and an empty text none", () => {
  expect(pieces("abc", [])).toHaveLength(1);
  expect(pieces("", [])).toHaveLength(0);
});
