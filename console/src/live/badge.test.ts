import { expect, test } from "vitest";

import { row } from "../queue/rows.testing";
import { counted } from "./badge";
import { createEscalations, mentionIn } from "./worthTelling";

test("the tab says how many wait, and nothing when nobody does", () => {
  expect(counted("Mine · Sharewell", 12)).toBe("(12) Mine · Sharewell");
  expect(counted("(12) Mine · Sharewell", 3)).toBe("(3) Mine · Sharewell");
  expect(counted("(3) Mine · Sharewell", 0)).toBe("Mine · Sharewell");
  expect(counted("(999+) Done · Sharewell", 4_000)).toBe("(999+) Done · Sharewell");
});

test("an escalation is told once, and not when it was there before", () => {
  const news = createEscalations();
  expect(news([row("a")])).toEqual([]);
  expect(news([row("a"), row("b")]).map((item) => item.id)).toEqual(["b"]);
  expect(news([row("b")])).toEqual([]);
});

test("a mention counts where somebody else wrote it in the newest note", () => {
  const me = { id: "g", name: "Grace" };
  const note = { id: "n", author: "Kit", text: "@Grace?", at: "", mentions: [{ id: "g", name: "Grace" }] };
  expect(mentionIn([note], me)).toBe(note);
  expect(mentionIn([note, { ...note, mentions: [] }], me)).toBeNull();
  expect(mentionIn([{ ...note, author: "Grace" }], me)).toBeNull();
});
