import { expect, test } from "vitest";

import type { Page } from "../../api/types";
import { row } from "../rows.testing";
import { planOf } from "./plan";
import { forField, untils } from "./until";

const pages = [
  { id: "p", undo_seconds: 10 },
  { id: "q", undo_seconds: 60 },
] as Page[];

test("only safe drafts are approved; the others are left and counted", () => {
  const plan = planOf("approve", [row("a"), row("b", { safe: false }), row("c", { state: "sent" })], pages);
  expect(plan.going.map((item) => item.id)).toEqual(["a"]);
  expect([plan.look, plan.decided]).toEqual([1, 1]);
});

test("the undo window is told as the shortest and the longest among them", () => {
  expect(planOf("approve", [row("a"), row("b", { page_id: "q" })], pages).window).toEqual([10, 60]);
});

test("what is decided already can't be dismissed, but can be relabelled", () => {
  const picked = [row("a"), row("b", { state: "dismissed" })];
  expect(planOf("dismiss", picked, pages).going).toHaveLength(1);
  expect(planOf("label", picked, pages).going).toHaveLength(2);
});

test("times to snooze to lie ahead: no evening at night, no Monday twice", () => {
  const ids = (moment: string): string[] => untils(new Date(moment)).map((one) => one.id);
  expect(ids("2026-11-24T10:00:00")).toEqual(["hour", "evening", "tomorrow", "monday"]);
  expect(ids("2026-11-24T19:00:00")).toEqual(["hour", "tomorrow", "monday"]);
  expect(ids("2026-11-29T10:00:00")).toEqual(["hour", "evening", "tomorrow"]); // a Sunday
});

test("Monday is the next one, at nine", () => {
  const monday = untils(new Date("2026-11-23T10:00:00")).find((one) => one.id === "monday")?.at;
  expect(monday && forField(monday)).toBe("2026-11-30T09:00");
});
