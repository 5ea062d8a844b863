import { expect, test } from "vitest";

import { compared, comparedShare, comparedTime, duration, outcomeWords, partLong, partShort } from "./words";

test("a time is said as exactly as people say it", () => {
  expect([0, 45, 59.6, 720, 3_600, 12_000, 86_400, 187_200].map(duration)).toEqual([
    "0 s",
    "45 s",
    "1 min",
    "12 min",
    "1 h",
    "3 h 20 min",
    "1 d",
    "2 d 4 h",
  ]);
  expect(duration(3_599)).toBe("1 h");
  expect(duration(86_399)).toBe("1 d");
  expect(duration(null)).toBe("none");
});

test("counts are compared with as many days before", () => {
  expect(compared(112, 100, 30)).toBe("12% more than in the 30 days before");
  expect(compared(88, 100, 7)).toBe("12% less than in the 7 days before");
  expect(compared(100, 100, 1)).toBe("as in the day before");
  expect(compared(1_002, 1_000, 30)).toBe("as in the 30 days before");
  expect(compared(5, 0, 30)).toBe("nothing to compare with in the 30 days before");
});

test("less time is faster", () => {
  expect(comparedTime(88, 100, 30)).toBe("12% faster than in the 30 days before");
  expect(comparedTime(112, 100, 30)).toBe("12% slower than in the 30 days before");
  expect(comparedTime(null, 100, 30)).toContain("nothing to compare");
});

test("shares are compared in points", () => {
  expect(comparedShare(0.63, 0.6, 30)).toBe("3 points up on the 30 days before");
  expect(comparedShare(0.5, 0.6, 30)).toBe("10 points down on the 30 days before");
  expect(comparedShare(null, 0.6, 30)).toContain("nothing to compare");
});

test("a day is the same day wherever it is read", () => {
  expect(partShort({ first: "2026-11-23", last: "2026-11-23" }, "day")).toBe("23 Nov");
  expect(partShort({ first: "2026-11-01", last: "2026-11-30" }, "month")).toBe("Nov 2026");
  expect(partLong({ first: "2026-11-23", last: "2026-11-29" })).toBe("23 Nov – Sun, 29 Nov 2026");
});

test("outcomes have words, also those this console doesn’t know", () => {
  expect(outcomeWords("dismissed:spam")).toBe("Dismissed: Spam");
  expect(outcomeWords("gave_up")).toBe("Given up");
  expect(outcomeWords("dismissed:new-one")).toBe("Dismissed: new-one");
});
