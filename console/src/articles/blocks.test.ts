import { expect, test } from "vitest";

import { blocksOf } from "./blocks";

test("headings, paragraphs and lists are told apart", () => {
  const kinds = blocksOf("## How to return\n\nOne line\ngoes on.\n\n1. First\n   - Inner\n2. Second").map(
    (b) => b.kind,
  );
  expect(kinds).toEqual(["heading", "paragraph", "list"]);
});

test("what is indented under an item belongs to it", () => {
  const [list] = blocksOf("1. First\n   - Inner\n   - Other\n2. Second");
  expect(list).toMatchObject({ kind: "list", ordered: true });
  if (list?.kind !== "list") throw new Error("a list was expected");
  expect(list.items).toHaveLength(2);
  expect(list.items[0]?.[1]).toMatchObject({ kind: "list", ordered: false });
});

test("a table has a head and rows", () => {
  expect(blocksOf("| Size | Age |\n| --- | --- |\n| 16 | 4 |")).toEqual([
    { kind: "table", head: ["Size", "Age"], rows: [["16", "4"]] },
  ]);
});

test("HTML stays text", () => {
  expect(blocksOf("<script>alert(1)</script>")).toEqual([
    { kind: "paragraph", text: "<script>alert(1)</script>" },
  ]);
});

test.each(["#", "```", "> ", "- ", "|", "a | b\n---", "  indented", "1) x\n\n\n"])("%j ends", (text) => {
  expect(() => blocksOf(text)).not.toThrow();
});
