import { expect, test } from "vitest";

import type { Understanding } from "../api/types";
import { intentInRow, inWords, namedIn } from "./understood";

const complaint: Understanding = {
  intent: "complaint",
  confidence: 0.86,
  unsure: false,
  question: 0.1,
  complaint: 0.86,
  praise: 0.02,
  severity: 2,
  language: "en",
  escalate: [],
  escalation: [],
  model: "a",
  details: [],
};

test("a complaint is told with its sureness and severity", () => {
  expect(inWords(complaint)).toBe("Complaint, fairly sure (86%), severity 2: disapproval");
});

test("what the comment names is listed once", () => {
  const detail = (kind: string, text: string) => ({ kind, text, start: 0, end: text.length });
  expect(namedIn([detail("order", "55210"), detail("amount", "£45"), detail("amount", "£45")])).toBe(
    "Details: order 55210, £45",
  );
  expect(namedIn([])).toBe("");
});

test("what the bot itself calls unsure is never told as sure", () => {
  expect(inWords({ ...complaint, intent: "question", severity: 0, confidence: 0.95, unsure: true })).toBe(
    "Question, unsure (95%)",
  );
});

test("another language is named", () => {
  expect(inWords({ ...complaint, intent: "other", severity: 0, language: "de" })).toContain(
    "written in German",
  );
});

test("a row of the queue has room for the kind and how severe it is", () => {
  expect(intentInRow("complaint", 3)).toBe("Complaint · 3");
  expect(intentInRow("question", 0)).toBe("Question");
});
