import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "vitest";

import { said } from "./index";

/** The desk's own catalogue; tests/desk/web/test_said.py holds it against what the desk says. */
const folder = join(import.meta.dirname, "../../../../../desk/web/said");
const english: Record<string, string> = {};
for (const name of readdirSync(folder).filter((file) => file.endsWith(".json"))) {
  Object.assign(english, JSON.parse(readFileSync(join(folder, name), "utf8")));
}

const gapsOf = (sentence: string): string[] =>
  [...sentence.matchAll(/\{(\w+)(?::\w+)?\}/g)].map(([, name = ""]) => name);

test("every code of the desk has a German sentence, and no sentence is left over", () => {
  expect(Object.keys(english).length).toBeGreaterThan(500);
  expect(Object.keys(said).sort()).toEqual(Object.keys(english).sort());
});

test("a German sentence has gaps only for what the desk gives", () => {
  for (const [code, sentence] of Object.entries(said)) {
    const given = gapsOf(english[code] ?? "");
    expect(
      gapsOf(sentence).filter((gap) => !given.includes(gap)),
      code,
    ).toEqual([]);
  }
});

/** What the desk tells and German leaves out on purpose. */
const LEFT_OUT: Record<string, string[]> = {};

test("a German sentence leaves nothing out that the desk tells", () => {
  for (const [code, sentence] of Object.entries(said)) {
    const told = gapsOf(sentence);
    expect(
      gapsOf(english[code] ?? "").filter((gap) => !told.includes(gap)),
      code,
    ).toEqual(LEFT_OUT[code] ?? []);
  }
});

test("German quotes as German does, and ends where the English ends", () => {
  for (const [code, sentence] of Object.entries(said)) {
    expect(sentence.split("„").length, code).toBe(sentence.split("“").length);
    expect(sentence, code).not.toMatch(/[”’"]/);
    expect(/[.?]$/.test(sentence), code).toBe(/[.?]$/.test(english[code] ?? ""));
  }
});
