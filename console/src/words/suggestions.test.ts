import { expect, test } from "vitest";

import type { Draft, Proposal, Sentence } from "../api/types";
import { nearestTo, suggestionsOf } from "./suggestions";

const sentence = (text: string): Sentence => ({ text, role: "answer", evidence: "a#1" });

function draft(text: string): Draft {
  const part = { findings: [], sentences: [sentence(text)] };
  return {
    id: "1",
    kind: "answer",
    text,
    ...part,
    alternatives: [
      { label: "Shorter", text: "Thirty days.", ...part, sentences: [sentence("Thirty days.")] },
    ],
    runners_up: [
      {
        article: "repairs",
        title: "Repairs",
        kind: "answer",
        text: "We mend it.",
        ...part,
        sentences: [sentence("We mend it.")],
      },
    ],
    private: false,
    confidence: 0.9,
    reason: null,
    created_at: "2026-11-25T12:00:00Z",
    wording: null,
    hide: null,
    summary: null,
    reading_grade: null,
  };
}

test("the draft comes first, then what other articles give, then other wordings, each with its key", () => {
  const found = suggestionsOf(draft("You have thirty days."));
  expect(found.map(({ key, label }) => `${key} ${label}`)).toEqual(["1 The draft", "2 Repairs", "3 Shorter"]);
});

test("a draft without text is no suggestion, but the runners-up are", () => {
  expect(suggestionsOf(draft("")).map(({ label }) => label)).toEqual(["Repairs", "Shorter"]);
  expect(suggestionsOf(null)).toEqual([]);
});

const kits: Proposal = {
  by: "Kit",
  at: "2026-11-25T12:00:00Z",
  text: "Hello! We mend it.",
  outdated: false,
};

test("what a colleague proposed stands behind the draft, with the evidence of what it was made from", () => {
  const found = suggestionsOf(draft("You have thirty days."), kits);
  expect(found.map(({ key, label }) => `${key} ${label}`)).toEqual([
    "1 The draft",
    "2 By Kit",
    "3 Repairs",
    "4 Shorter",
  ]);
  expect(found[1]?.sentences).toEqual([sentence("We mend it.")]);
});

test("a proposal needs no draft, and one from before the author’s edit says so", () => {
  expect(suggestionsOf(null, kits).map(({ key, text }) => `${key} ${text}`)).toEqual([
    "1 Hello! We mend it.",
  ]);
  expect(suggestionsOf(null, { ...kits, outdated: true })[0]?.label).toMatch(/before the author’s edit/);
});

test("an edited text still belongs to the suggestion whose sentences it holds", () => {
  const found = suggestionsOf(draft("You have thirty days."));
  expect(nearestTo("Hello Ada! We mend it. Bring it along.", found)?.label).toBe("Repairs");
  expect(nearestTo("Something else.", found)?.label).toBe("The draft");
});
