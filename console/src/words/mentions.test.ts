import { expect, test } from "vitest";

import type { Person } from "../api/together";
import { completed, mentionAt, mentioned, suggested } from "./mentions";

const person = (id: string, name: string): Person => ({ id, name, role: "drafter", away: false });
const PEOPLE = [person("1", "Mia"), person("2", "Mia Stone"), person("3", "Sam Lee")];

test("an @ at the start of a word begins a mention, one inside an address doesn't", () => {
  expect(mentionAt("Ask @mi", 7)).toEqual({ start: 4, query: "mi" });
  expect(mentionAt("@", 1)).toEqual({ start: 0, query: "" });
  expect(mentionAt("jo@example", 10)).toBeNull();
  expect(mentionAt("@sam\nyes", 8)).toBeNull();
});

test("people are found by any part of their name", () => {
  expect(suggested("sto", PEOPLE).map((one) => one.name)).toEqual(["Mia Stone"]);
  expect(suggested("", PEOPLE)).toHaveLength(3);
  expect(suggested("ia", PEOPLE)).toEqual([]);
});

test("choosing somebody completes the name and leaves the rest as it was", () => {
  expect(completed("Ask @mi please", 7, { start: 4, query: "mi" }, "Mia Stone")).toEqual([
    "Ask @Mia Stone please",
    15,
  ]);
});

test("the longest name counts, each person once, and a longer word is no name", () => {
  expect(mentioned("@Mia Stone, @Sam Lee and @Mia Stone", PEOPLE, new Map())).toEqual(["2", "3"]);
  expect(mentioned("@Mia: see @Miami", PEOPLE, new Map())).toEqual(["1"]);
});

test("of two people with one name only the picked one is told", () => {
  const twins = [person("7", "Kit"), person("8", "Kit")];
  expect(mentioned("@Kit?", twins, new Map())).toEqual([]);
  expect(mentioned("@Kit?", twins, new Map([["Kit", "8"]]))).toEqual(["8"]);
});
