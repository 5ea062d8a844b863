import { expect, test } from "vitest";

import type { Conversation } from "../api/types";
import { whyNoDraft } from "./noDraft";

const without = (language: string, unsure: boolean, state = "waiting"): Conversation =>
  ({ comment: { state }, understanding: { language, unsure } }) as unknown as Conversation;

test("a comment in another language names it", () => {
  expect(whyNoDraft(without("fr", false))).toBe(
    "Written in French: the bot drafts in English only. Write the reply yourself.",
  );
});

test("an unsure bot says so", () => {
  expect(whyNoDraft(without("en", true))).toContain("not sure what this comment is");
  expect(whyNoDraft(without("und", true))).toContain("not sure what this comment is");
});

test("while a draft is on its way nothing else is said, and nothing is guessed", () => {
  expect(whyNoDraft(without("fr", true, "drafting"))).toContain("is being written");
  expect(whyNoDraft(without("en", false))).toContain("There is no draft");
});

test("a code that no language has is shown as it is", () => {
  expect(whyNoDraft(without("??", false))).toContain("Written in ??");
});
