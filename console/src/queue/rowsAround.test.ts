import { expect, test } from "vitest";

import { rowsAround } from "./rowsAround";

const from = (startIndex: number, count = 1000) => ({
  startIndex,
  endIndex: startIndex + 7,
  overscan: 6,
  count,
});

test("all rows in view exist, with six around them, wherever one is", () => {
  for (let start = 0; start < 900; start += 1) {
    const rows = rowsAround(from(start), start);
    for (let row = Math.max(0, start - 6); row <= start + 13; row += 1) expect(rows).toContain(row);
    expect(rows.length).toBeLessThan(29);
  }
});

test("rows come and go a few at a time", () => {
  const seen = new Set(
    Array.from({ length: 40 }, (_, start) => String(rowsAround(from(100 + start), 100 + start))),
  );
  expect(seen.size).toBeLessThan(25);
});

test("the row that Tab leads to always exists, once and in order", () => {
  expect(rowsAround(from(500), 3)[0]).toBe(3);
  expect(rowsAround(from(500), 900).at(-1)).toBe(900);
  expect(rowsAround(from(500), 502).filter((row) => row === 502)).toHaveLength(1);
});

test("no row exists beyond the end of the list", () => {
  expect(rowsAround(from(3, 5), 0)).toEqual([0, 1, 2, 3, 4]);
});
