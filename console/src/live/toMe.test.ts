import { beforeEach, expect, test } from "vitest";

import type { Change } from "../api/types";
import { notices } from "../decisions/notices";
import { announcement } from "./announce";
import { tellMe } from "./toMe";

const change = (id: number, kind: string, to: string[] | null): Change => ({
  id,
  comment: `c${id}`,
  page: "p",
  kind,
  state: "waiting",
  to,
});

beforeEach(() => {
  notices.set([]);
  announcement.set({ words: "", count: 0 });
});

test("a mention, a reminder and a comment that is back are told to whom they are for, once", () => {
  const changes = [
    change(1, "noted", ["me"]),
    change(2, "woken", ["other"]),
    change(3, "reminded", ["me"]),
    change(4, "approved", null),
  ];
  tellMe(changes, "me");
  tellMe(changes, "me");
  expect(notices.get().map((notice) => [notice.title, notice.comment])).toEqual([
    ["You were mentioned", "c1"],
    ["Reminder", "c3"],
  ]);
});

test("an assignment is said, not put in the way", () => {
  tellMe([change(5, "assigned", ["me"])], "me");
  expect(notices.get()).toEqual([]);
  expect(announcement.get().words).toBe("A comment was assigned to you.");
});
