import { expect, test } from "vitest";

import { curl, questionFrom } from "./question";

const article = (title: string, day: number) => ({ title, updated_at: `2026-11-0${day}T10:00:00Z` });

test("the newest article's title becomes a question", () => {
  expect(questionFrom([article("Warranty", 1), article("How to return a bike", 2)])).toBe(
    "How do I return a bike?",
  );
  expect(questionFrom([article("Are you open on Monday?", 1)])).toBe("Are you open on Monday?");
  expect(questionFrom([article("Opening hours.", 1)])).toBe(
    "I have a question about “Opening hours”. What should I know?",
  );
  expect(questionFrom([])).toBe("Are you open on Sunday?");
});

test("a quote in the text does not end the shell's word", () => {
  expect(curl("http://desk", "swl_x", "shop", "It's late")).toContain(String.raw`"text":"It'\''s late"`);
});
