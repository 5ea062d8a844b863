import { expect, test } from "vitest";

import { fill, firstUnfilled, matching, type SavedReply, tokenAt, unfilled } from "./saved";

const saved = (shortcut: string, title: string, page_id: string | null = null): SavedReply => ({
  id: `${page_id ?? ""}${shortcut}`,
  page_id,
  title,
  text: "",
  shortcut,
  updated_at: "2026-03-01T10:00:00Z",
  updated_by: "Ada",
});

test.each([
  ["Hello ;ho", 9, { start: 6, query: "ho" }],
  [";", 1, { start: 0, query: "" }],
  ["We are open;closed", 18, null],
  ["a; b", 4, null],
  ["Hello ;ho later", 9, { start: 6, query: "ho" }],
])("in “%s” the shortcut at %i is found", (text, caret, token) => {
  expect(tokenAt(text, caret)).toEqual(token);
});

test("shortcuts come before titles, and a page’s own before a shared one", () => {
  const replies = [saved("hours", "Ours", "shop"), saved("hours", "Shared"), saved("open", "Our hours")];
  expect(matching(replies, "hours").map((one) => one.title)).toEqual(["Ours", "Our hours"]);
  expect(matching(replies, "")).toHaveLength(2);
});

test("what is known is filled in, and the rest is there to be seen", () => {
  const text = fill("Hello {{ author }}, {{link}} — {{agent}} {{author}}", {
    author: "Ada",
    agent: "Sam",
    page: null,
  });
  expect(text).toBe("Hello Ada, {{link}} — Sam Ada");
  expect(unfilled(text)).toEqual(["{{link}}"]);
  expect(firstUnfilled(text)).toEqual({ start: 11, end: 19 });
  expect(firstUnfilled("all there")).toBeNull();
});

test("an author without a name leaves the variable standing", () => {
  expect(unfilled(fill("Hello {{author}}", { author: null }))).toEqual(["{{author}}"]);
});
