import { expect, test, vi } from "vitest";

import type { Phrase } from "./said";

vi.mock("../texts", async () => ({
  ...(await vi.importActual<object>("../texts")),
  sentences: {
    "drafts.answers": "„{title}“ beantwortet es.",
    "queue.escalation": "Eskalation: {reasons}",
    "queue.seen": "gesehen von {count}",
    "words.legal": "rechtliche Drohung",
    "words.press": "Presseanfrage",
  },
}));
const { told, toldWords } = await import("./said");

const answer = (field: string, ...phrases: Phrase[]) => ({ said: { [field]: phrases } });

test("a known code is said in the interface's language, with its values", () => {
  const english = "“Returns” answers it.";
  const draft = answer("reason", { text: english, code: "drafts.answers", values: { title: "Returns" } });
  expect(told(draft, "reason", english)).toEqual({ words: "„Returns“ beantwortet es.", lang: undefined });
});

test("an unknown code, and an answer without codes, are the desk's own English and say so", () => {
  const unknown = answer("reason", { text: "Nobody knows.", code: "drafts.new" });
  expect(told(unknown, "reason", "Nobody knows.")).toEqual({ words: "Nobody knows.", lang: "en" });
  expect(told({}, "reason", "Nobody knows.")).toEqual({ words: "Nobody knows.", lang: "en" });
  expect(told(unknown, "error", "Something else.")).toEqual({ words: "Something else.", lang: "en" });
});

test("a value that is itself known is said in the interface's language too", () => {
  const reasons = [
    { text: "legal threat", code: "words.legal" },
    { text: ", " },
    { text: "press enquiry", code: "words.press" },
  ];
  const english = "Escalation: legal threat, press enquiry";
  const item = answer("why_here", { text: english, code: "queue.escalation", values: { reasons } });
  expect(toldWords(item, "why_here", english)).toBe("Eskalation: rechtliche Drohung, Presseanfrage");
});

test("what begins with a capital in English does so here, and numbers are written as in German", () => {
  const english = "Seen by 12,000";
  const item = answer("why_here", { text: english, code: "queue.seen", values: { count: "12,000" } });
  expect(toldWords(item, "why_here", english)).toBe("Gesehen von 12.000");
});

test("a sentence within a sentence has no full stop, and pieces without a code stay as they are", () => {
  const english = "“Returns” answers it; nobody knows";
  const draft = answer(
    "reason",
    { text: "“Returns” answers it", code: "drafts.answers", values: { title: "Returns" } },
    { text: "; nobody knows" },
  );
  expect(toldWords(draft, "reason", english)).toBe("„Returns“ beantwortet es; nobody knows");
});
