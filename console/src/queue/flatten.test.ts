import { expect, test } from "vitest";

import type { QueuePage } from "./contract";
import { createFlattener } from "./flatten";
import { row } from "./rows.testing";

const page = (...ids: string[]): QueuePage => ({
  items: ids.map((id) => row(id)),
  next_cursor: "x",
  total: 9,
});

test("a comment that stands on two pages is shown once", () => {
  const items = createFlattener()([page("a", "b"), page("b", "c")], null);
  expect(items.map((item) => item.id)).toEqual(["a", "b", "c"]);
});

test("what was decided a moment ago is gone, and back when the desk refused", () => {
  const flatten = createFlattener();
  const pages = [page("a", "b")];
  expect(flatten(pages, new Set(["a"])).map((item) => item.id)).toEqual(["b"]);
  expect(flatten(pages, new Set()).map((item) => item.id)).toEqual(["a", "b"]);
});

test("a comment that left one page is shown from the other that has it", () => {
  const flatten = createFlattener();
  const other = page("b", "c");
  flatten([page("a", "b"), other], null);
  expect(flatten([page("a"), other], null).map((item) => item.id)).toEqual(["a", "b", "c"]);
  expect(flatten([page("a")], null).map((item) => item.id)).toEqual(["a"]);
});

test("the same pages are the same list, so that nothing is drawn anew", () => {
  const flatten = createFlattener();
  const pages = [page("a")];
  expect(flatten(pages, null)).toBe(flatten([...pages], null));
});

test("a page at the end of a hundred thousand rows costs only its own", () => {
  let read = 0;
  const pages = Array.from({ length: 500 }, (_, index): QueuePage => {
    const items = Array.from({ length: 200 }, (_, place) => row(`${index}-${place}`));
    return {
      next_cursor: "x",
      total: 100_000,
      get items() {
        read += 1;
        return items;
      },
    };
  });
  const flatten = createFlattener();
  flatten(pages.slice(0, -1), null);
  read = 0;
  expect(flatten(pages, null)).toHaveLength(100_000);
  expect(read).toBeLessThan(4);
});
