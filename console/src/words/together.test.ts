import { expect, test } from "vitest";

import type { Conversation } from "../api/types";
import { togetherOf } from "./together";

const approvedBy = (mine: boolean): Conversation =>
  ({
    first_approval: { by: "Mia", at: "2026-11-25T12:00:00Z", text: "Yes.", private: false, mine },
  }) as Conversation;

test("whoever approved first can’t be the second", () => {
  expect(togetherOf(approvedBy(true), "Yes. ", false)).toBe("mine");
  expect(togetherOf(approvedBy(false), "Yes.", false)).toBe("second");
});

test("another text begins anew, whoever approves it", () => {
  expect(togetherOf(approvedBy(true), "No.", false)).toBe("anew");
  expect(togetherOf(approvedBy(false), "No.", false)).toBe("anew");
});

test("so do other readers: the second person approves what the first one did", () => {
  expect(togetherOf(approvedBy(false), "Yes.", true)).toBe("anew");
});

test("where one person is enough there is nothing to say", () => {
  expect(togetherOf({ first_approval: null } as Conversation, "Yes.", false)).toBeNull();
});
