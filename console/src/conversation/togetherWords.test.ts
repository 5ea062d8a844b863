import { expect, test } from "vitest";

import type { HistoryEvent } from "../api/types";
import { inPlainWords } from "./plainWords";

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
  const mia = { id: "1", name: "Mia" };
  expect(said("assigned", { assignee: mia })).toBe("Ada assigned it to Mia");
  expect(said("assigned", { assignee: mia }, "Mia")).toBe("Mia took it over");
  expect(said("assigned", { assignee: null })).toBe("Ada took it from whoever had it");
  expect(said("assigned", { assignee: mia, by: "round-robin" }, "desk")).toBe("It was Mia’s turn");
});

test("and what was put off, put first or noted", () => {
  expect(said("snoozed", { until: "2026-11-26T09:00:00Z" }, "Sam")).toMatch(/^You put it off until Thu/);
  expect(said("woken", { for: { id: "1", name: "Mia" } }, "desk")).toBe("It came back, for Mia");
  expect(said("escalated", { note: "They film it." })).toBe("Ada escalated it: They film it.");
  expect(said("noted", { mentions: [{ id: "1", name: "Mia" }] })).toBe("Ada wrote a note for Mia");
  expect(said("something_new", {})).toBe("Ada: something new");
});
