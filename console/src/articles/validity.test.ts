import { expect, test } from "vitest";

import { standing } from "./validity";

const always = { incident: false, valid_from: null, valid_until: null, deleted_at: null };
const at = (time: string): number => Date.parse(time);

test("the first and the last day count in full", () => {
  const article = { ...always, valid_from: "2026-03-01", valid_until: "2026-03-31" };
  expect(standing(article, at("2026-02-28T23:59:59"))).toBe("coming");
  expect(standing(article, at("2026-03-01T00:00:00"))).toBe("current");
  expect(standing(article, at("2026-03-31T23:59:59"))).toBe("current");
  expect(standing(article, at("2026-04-01T00:00:01"))).toBe("expired");
});

test("without days an article is current, and deleted before anything else", () => {
  expect(standing(always, at("2026-03-01T00:00:00"))).toBe("current");
  const gone = { ...always, valid_until: "2020-01-01", deleted_at: "2026-01-01T00:00:00Z" };
  expect(standing(gone, at("2026-03-01T00:00:00"))).toBe("deleted");
});
