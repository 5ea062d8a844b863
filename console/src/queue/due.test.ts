import { expect, test } from "vitest";

import { dueIn, initials } from "./due";

const now = Date.parse("2026-11-23T20:00:00Z");

test("what is overdue says so in words", () => {
  expect(dueIn("2026-11-23T17:30:00Z", now)).toEqual({ words: "Overdue by 2 h", state: "overdue" });
  expect(dueIn("2026-11-23T19:59:30Z", now)).toEqual({ words: "Overdue", state: "overdue" });
});

test("half an hour before its time it is soon", () => {
  expect(dueIn("2026-11-23T20:25:00Z", now)).toEqual({ words: "Due in 25 min", state: "soon" });
  expect(dueIn("2026-11-25T21:00:00Z", now)).toEqual({ words: "Due in 2 d", state: "later" });
});

test("initials are those of the first and the last name", () => {
  expect(initials("Grace Brewster Hopper")).toBe("GH");
  expect(initials("Élodie")).toBe("É");
});
