import { expect, test } from "vitest";

import type { Conversation } from "../api/types";
import { togetherOf } from "./together";

const approvedBy = (mine: boolean): Conversation =>
  ({ first_approval: { by: "Mia", at: "2026-11-25T12:00:00Z", text: "Yes.", mine } }) as Conversation;

test("whoever approved first can’t be the second", () => {
  expect(togetherOf(approvedBy(true), "Yes. ")).toBe("mine");
  expect(togetherOf(approvedBy(false), "Yes.")).toBe("second");
});

test("another text begins anew, whoever approves it", () => {
  expect(togetherOf(approvedBy(true), "No.")).toBe("anew");
  expect(togetherOf(approvedBy(false), "No.")).toBe("anew");
});

test("where one person is enough there is nothing to say", () => {
  expect(togetherOf({ first_approval: null } as Conversation, "Yes.")).toBeNull();
});
