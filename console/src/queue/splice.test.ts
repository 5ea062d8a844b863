import { expect, test } from "vitest";

import type { QueueItem, QueuePage } from "../api/types";
import { belongs, changed, type QueueData, shortened, spliced, touched, without } from "./splice";

const item = (id: string, urgency: number, minute = 0): QueueItem =>
  ({ id, urgency, received_at: `2026-11-23T20:${String(minute).padStart(2, "0")}:00Z` }) as QueueItem;

const page = (items: QueueItem[], next: string | null, total = 9): QueuePage => ({
  items,
  next_cursor: next,
  total,
});

const list = (...pages: QueuePage[]): QueueData => ({
  pages,
  pageParams: pages.map((_, index) => (index === 0 ? null : `cursor ${index}`)),
});

const ids = (data: QueueData): string[] => data.pages.flatMap((one) => one.items.map((other) => other.id));

test("a new urgent comment comes in front and pushes nothing out", () => {
  const data = list(page([item("a", 9), item("b", 8)], "x"), page([item("c", 7)], null));
  const fresh = page([item("new", 10), item("a", 9)], "y", 4);
  expect(ids(spliced(data, 0, fresh))).toEqual(["new", "a", "b", "c"]);
});

test("a comment that is no longer in the fresh page's range is gone", () => {
  const data = list(page([item("a", 9), item("b", 8), item("c", 7)], "x"), page([item("d", 6)], null));
  const fresh = page([item("a", 9), item("c", 7), item("d", 6)], null, 3);
  expect(ids(spliced(data, 0, fresh))).toEqual(["a", "c", "d"]);
});

test("a comment that became urgent moves up and stands there once", () => {
  const data = list(page([item("a", 9), item("b", 8)], "x"), page([item("c", 7), item("d", 6)], null));
  const fresh = page([item("d", 99), item("a", 9)], "y");
  expect(ids(spliced(data, 0, fresh))).toEqual(["d", "a", "b", "c"]);
});

test("when the list has shrunk to one page, what was loaded after it goes", () => {
  const data = list(page([item("a", 9)], "x"), page([item("b", 8)], null));
  expect(ids(spliced(data, 0, page([item("a", 9)], null, 1)))).toEqual(["a"]);
});

test("at the end of the list a full fresh page leads on to the rest", () => {
  const data = list(page([item("a", 9), item("b", 8)], null));
  const after = spliced(data, 0, page([item("n", 10), item("a", 9)], "more", 3));
  expect(after.pages.at(-1)?.next_cursor).toBe("more");
  expect(ids(after)).toEqual(["n", "a"]);
});

test("a page is kept in the order in which the desk gave it", () => {
  const data = list(page([item("b", 0, 2), item("a", 0, 1)], "x"));
  expect(ids(spliced(data, 0, page([item("c", 0, 3), item("b", 0, 2)], "y")))).toEqual(["c", "b", "a"]);
});

test("a changed comment that the fresh page no longer holds is gone, wherever it stood", () => {
  const data = list(page([item("a", 9), item("b", 8)], "x"), page([item("c", 7)], null));
  const fresh = page([item("a", 9)], "y", 2);
  expect(ids(spliced(data, 0, fresh, new Set(["b"])))).toEqual(["a", "c"]);
});

test("rows change in place, and pages without them stay the same objects", () => {
  const data = list(page([item("a", 9)], "x"), page([item("b", 8)], null));
  const after = changed(data, new Set(["b"]), (row) => ({ ...row, notes: 2 }));
  expect(after.pages[1]?.items[0]?.notes).toBe(2);
  expect(after.pages[0]).toBe(data.pages[0]);
});

test("a list that nobody looks at keeps its beginning only", () => {
  const data = list(page([item("a", 9)], "x"), page([item("b", 8)], null));
  expect(ids(shortened(data, 1))).toEqual(["a"]);
});

test("a comment that left is taken out and the total goes down", () => {
  const after = without(list(page([item("a", 9), item("b", 8)], null, 2)), "a");
  expect(ids(after)).toEqual(["b"]);
  expect(after.pages[0]?.total).toBe(1);
});

test("a change touches the first page, the page that holds it, and the end of the list", () => {
  const middle = list(page([item("a", 9)], "x"), page([item("b", 8)], "y"), page([item("c", 7)], null));
  expect(touched(middle, new Set(["b"])).sort()).toEqual([0, 1, 2]);
  expect(touched(list(page([item("a", 9)], "x"), page([item("b", 8)], "y")), new Set(["z"]))).toEqual([0]);
});

test("views hold their states", () => {
  expect(belongs("waiting", "drafting")).toBe(true);
  expect(belongs("waiting", "approved")).toBe(false);
  expect(belongs("problems", "unknown")).toBe(true);
});
