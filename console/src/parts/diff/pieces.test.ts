import { expect, test } from "vitest";

import { folded, piecesOf } from "./pieces";

const shown = (before: string, after: string): string =>
  piecesOf(before, after)
    .map(({ kind, text }) => (kind === "added" ? `{+${text}}` : kind === "removed" ? `{-${text}}` : text))
    .join("");

test("a changed word stands beside the one it replaced", () => {
  expect(shown("You have thirty days.", "You have sixty days.")).toBe("You have {-thirty}{+sixty} days.");
});

test("equal texts have no difference, empty ones are whole", () => {
  expect(piecesOf("Same.", "Same.")).toEqual([{ kind: "same", text: "Same." }]);
  expect(piecesOf("", "New.")).toEqual([{ kind: "added", text: "New." }]);
});

test.each([
  ["a b c", "c b a"],
  ["# One\n\n- two\n- three", "# One\n\n- three\n\nfour 🚲"],
])("both texts can be read from the pieces of %j and %j", (before, after) => {
  const pieces = piecesOf(before, after);
  const without = (kind: string): string =>
    pieces
      .filter((piece) => piece.kind !== kind)
      .map((piece) => piece.text)
      .join("");
  expect(without("added")).toBe(before);
  expect(without("removed")).toBe(after);
});

test("two long texts with nothing in common are compared in reasonable time", () => {
  const text = (word: string): string => Array.from({ length: 15_000 }, (_, n) => `${word}${n}`).join(" ");
  const began = performance.now();
  piecesOf(text("a"), text("b"));
  expect(performance.now() - began).toBeLessThan(3_000);
});

test("a long stretch that is the same is folded, all but the words around a change", () => {
  const long = "word ".repeat(300);
  const kinds = folded(piecesOf(`Old. ${long}`, `New. ${long}`)).map((piece) => piece.kind);
  expect(kinds).toEqual(["removed", "added", "same", "folded"]);
  const all = folded(piecesOf(`Old. ${long}`, `New. ${long}`)).filter((piece) => piece.kind !== "removed");
  expect(all.map((piece) => piece.text).join("")).toBe(`New. ${long}`);
});
