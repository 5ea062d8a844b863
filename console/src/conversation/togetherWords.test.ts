import { expect, test } from "vitest";

import type { HistoryEvent } from "../api/types";
import { inPlainWords, lastWords } from "./plainWords";

const said = (kind: string, data: object, actor = "Ada"): string =>
  inPlainWords(
    {
      id: 1,
      at: "2026-11-25T10:00:00Z",
      kind,
      actor,
      from_state: null,
      to_state: null,
      data,
    } as HistoryEvent,
    "Sam",
  );

test("the history tells who gave the comment to whom", () => {
  expect(said("assigned", { assignee: "1", name: "Mia" })).toBe("Ada assigned it to Mia");
  expect(said("assigned", { assignee: "1", name: "Mia" }, "Mia")).toBe("Mia took it over");
  expect(said("assigned", { assignee: null })).toBe("Ada took it from whoever had it");
  expect(said("assigned", { assignee: "1", name: "Mia", by: "round-robin" }, "desk")).toBe(
    "It was Mia’s turn",
  );
});

test("and what was put off, put first or noted", () => {
  expect(said("snoozed", { until: "2026-11-26T09:00:00Z" }, "Sam")).toMatch(/^You put it off until Thu/);
  expect(said("woken", { for: { id: "1", name: "Mia" } }, "desk")).toBe("It came back, for Mia");
  expect(said("woken", { until: null })).toBe("Ada brought it back");
  expect(said("escalated", { note: "They film it." })).toBe("Ada escalated it: They film it.");
  expect(said("noted", { mentions: [{ id: "1", name: "Mia" }] })).toBe("Ada wrote a note for Mia");
  expect(said("something_new", {})).toBe("Ada: something new");
});

test("a reply that was sent says what else the platform said about it", () => {
  expect(said("sent", { reason: "WordPress holds it." })).toMatch(/ \(WordPress holds it\)$/);
  expect(said("sent", { reason: null })).not.toContain("(");
});

const event = (id: number, kind: string, actor: string): HistoryEvent => ({
  id,
  at: "2026-11-25T10:00:00Z",
  kind,
  actor,
  from_state: null,
  to_state: null,
  data: {},
});

test("why a decision came too late is what somebody did since, not what followed from it", () => {
  const seen = [event(1, "received", "author"), event(2, "undone", "Kit")];
  const since = [
    event(3, "edited", "author"),
    event(4, "drafting_started", "assistant"),
    event(5, "drafted", "assistant"),
  ];
  expect(lastWords([...seen, ...since], "Sam", seen)).toBe("The author edited the comment");
  expect(lastWords([...seen, event(3, "drafted", "assistant")], "Sam", seen)).toBe("The bot wrote a draft");
  expect(lastWords(seen, "Sam", seen)).toBe("Kit took the decision back");
});
