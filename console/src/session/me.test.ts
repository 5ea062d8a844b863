import { expect, test } from "vitest";

import type { Me } from "../api/types";
import { may, maySomewhere } from "./me";

const who = (role: string, pages: Record<string, string>): Me =>
  ({
    user: { role },
    pages: Object.entries(pages).map(([id, on]) => ({ id, role: on })),
  }) as unknown as Me;

test("on a page its own role counts", () => {
  const me = who("approver", { shop: "viewer", blog: "approver" });
  expect(may(me, "approver", "blog")).toBe(true);
  expect(may(me, "drafter", "shop")).toBe(false);
  expect(may(me, "viewer", "hidden")).toBe(false);
});

test("what all pages share is read by whoever sees one, and changed by whoever may everywhere", () => {
  const me = who("none", { shop: "admin" });
  expect(may(me, "viewer")).toBe(true);
  expect(may(me, "drafter")).toBe(false);
  expect(maySomewhere(me, "admin")).toBe(true);
  expect(may(who("none", {}), "viewer")).toBe(false);
});
