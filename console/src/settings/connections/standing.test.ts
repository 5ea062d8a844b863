import { expect, test } from "vitest";

import { timeOfDay } from "../../words/dates";
import type { Standing } from "./channels";
import { standingOf } from "./standing";

const NOW = Date.parse("2026-11-25T12:00:00Z");
const ahead = (hours: number): string => new Date(NOW + hours * 3_600_000).toISOString();

const FINE = { connected: true, trouble: null, blocked_until: null, expires_at: null, silent_since: null };
const said = (how: Partial<Standing>): [string, string] => {
  const { look, words } = standingOf({ ...FINE, ...how } as Standing, NOW);
  return [look, words];
};

test("what works says so, and so does what was disconnected", () => {
  expect(said({})).toEqual(["good", "Works"]);
  expect(said({ connected: false, trouble: "token" })).toEqual(["quiet", "Disconnected"]);
});

test("dead credentials, a missing permission and a missing page need somebody", () => {
  expect(said({ trouble: "token" })).toEqual(["bad", "Credentials are dead: reconnect"]);
  expect(said({ trouble: "permission" })[0]).toBe("bad");
  expect(said({ trouble: "missing" })[0]).toBe("bad");
  // Longer than a block of theirs lasts: they are tried all the same, and stay dead.
  expect(said({ trouble: "token", blocked_until: ahead(0.2) })[1]).toBe("Credentials are dead: reconnect");
});

test("what passes says when it goes on", () => {
  const at = ahead(2);
  expect(said({ trouble: "rate", blocked_until: at })).toEqual([
    "warn",
    `Too much at once, goes on at ${timeOfDay(at)}`,
  ]);
  expect(said({ trouble: "away", blocked_until: at })[1]).toContain(`tried again at ${timeOfDay(at)}`);
  expect(said({ trouble: "away" })[0]).toBe("warn");
  expect(said({ trouble: "rate", blocked_until: ahead(-1) })).toEqual(["good", "Works"]);
  expect(said({ trouble: "rate", blocked_until: ahead(30) })[1]).toMatch(/26/);
});

test("the end of credentials is told a week ahead, and when it has come", () => {
  expect(said({ expires_at: ahead(24 * 5 + 1) })).toEqual(["warn", "Credentials end in 5 days"]);
  expect(said({ expires_at: ahead(24 * 8) })).toEqual(["good", "Works"]);
  expect(said({ expires_at: ahead(3) })).toEqual(["warn", "Credentials end within a day: reconnect"]);
  expect(said({ expires_at: ahead(-1) })).toEqual(["bad", "Credentials have ended: reconnect"]);
});

test("an unusual silence is told in hours, a long one in days", () => {
  expect(said({ silent_since: ahead(-14) })).toEqual(["warn", "Silent for 14 hours"]);
  expect(said({ silent_since: ahead(-24 * 4) })).toEqual(["warn", "Silent for 4 days"]);
});
