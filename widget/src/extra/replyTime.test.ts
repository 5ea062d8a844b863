import { expect, test } from "vitest";

import { INFO } from "../../tests/fakeDesk";
import { moment } from "./moment";
import { english } from "../texts/en";
import { duration, replyTime } from "./replyTime";

const told = (reply_time: Partial<typeof INFO.reply_time>): string =>
  replyTime({
    info: { ...INFO, reply_time: { ...INFO.reply_time, ...reply_time } },
    texts: english,
    language: "en",
  });

test("times are rounded up, never down", () => {
  expect([1, 12, 55, 56, 61, 1440, 1441].map((minutes) => duration(minutes, "en"))).toEqual([
    "5 minutes",
    "15 minutes",
    "55 minutes",
    "1 hour",
    "2 hours",
    "24 hours",
    "2 days",
  ]);
  expect(duration(12, "de")).toBe("15 Minuten");
});

test("no time is promised that the page's own answers don't show", () => {
  expect(told({ median_minutes: 12 })).toBe(
    "A person checks every answer. This usually takes up to 15 minutes.",
  );
  expect(told({ median_minutes: null, promise_minutes: 60 })).toBe(english.person);
  expect(replyTime({ texts: english, language: "en" })).toBe(english.person);
});

test("a closed page says when somebody is back", () => {
  const opens_at = new Date(Date.now() + 86_400_000).toISOString();
  expect(told({ open_now: false, opens_at })).toMatch(/We are back \w{3}/);
  expect(told({ open_now: false, opens_at: null })).not.toContain("back");
});

test("today's times have no day", () => {
  expect(moment(new Date().toISOString(), "de", { weekday: "short" })).toMatch(/^\d\d:\d\d$/);
});
