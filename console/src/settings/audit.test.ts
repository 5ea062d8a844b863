import { expect, test } from "vitest";

import { actionWords, detailsOf, EVERY_ENTRY, queryOf } from "./audit";

test("without filters nothing is asked for", () => {
  expect(queryOf(EVERY_ENTRY)).toEqual({});
});

test("the last day is included, also across the end of a month", () => {
  const query = queryOf({ ...EVERY_ENTRY, since: "2026-01-31", until: "2026-01-31" });
  expect(query).toEqual({
    since: new Date(2026, 0, 31).toISOString(),
    until: new Date(2026, 1, 1).toISOString(),
  });
});

test("an action that has no words yet is readable all the same", () => {
  expect(actionWords("token.revoked")).toBe("revoked a token");
  expect(actionWords("member.role_changed")).toBe("member role changed");
});

test("particulars are shown with their names, and empty ones left out", () => {
  expect(detailsOf({ device: "Firefox on Linux", count: 2, before: null, days: { a: 1 } })).toEqual([
    "device: Firefox on Linux",
    "count: 2",
    'days: {"a":1}',
  ]);
});
