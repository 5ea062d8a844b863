import { expect, test } from "vitest";

import { type ChartData, highest, isEmpty, spoken } from "./chart";

const stack: ChartData = {
  kind: "stack",
  places: [
    { short: "23 Nov", long: "Mon, 23 Nov 2026" },
    { short: "24 Nov", long: "Tue, 24 Nov 2026" },
  ],
  series: [
    { name: "question", label: "Question", values: [8, 0] },
    { name: "complaint", label: "Complaint", values: [3, 0] },
  ],
  format: String,
  ticks: () => [0, 10],
};

test("a stack reaches as high as its series together, lines as high as the highest", () => {
  expect(highest(stack)).toBe(11);
  expect(highest({ ...stack, kind: "lines" })).toBe(8);
  expect(highest({ ...stack, places: [] })).toBe(0);
});

test("a place is read aloud with what is there", () => {
  expect(spoken(stack, 0)).toBe("Mon, 23 Nov 2026: Question 8, Complaint 3");
  expect(spoken(stack, 1)).toBe("Tue, 24 Nov 2026: 0");
});

test("nothing but zeros and gaps is empty", () => {
  expect(isEmpty(stack)).toBe(false);
  expect(isEmpty({ ...stack, series: [{ name: "a", label: "A", values: [0, null] }] })).toBe(true);
});
