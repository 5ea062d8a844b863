import { expect, test } from "vitest";

import type { SavedView } from "./contract";
import { EVERYTHING, filtersFrom, narrowing, queryOf, withChoice } from "./filters";
import { isSame, placeOf } from "./views";

const at = (address: string) => filtersFrom(new URLSearchParams(address));

test("an address holds every filter and gives it back", () => {
  const address =
    "view=done&page=p&channel=x&intent=complaint&severity=2&language=de&assignee=me&mine=true&unsure=true&escalated=true&safe=true&q=late";
  expect(new URLSearchParams(queryOf(at(address))).toString()).toBe(address);
});

test("words that mean nothing in an address are passed over", () => {
  expect(at("view=nonsense&intent=rage&severity=9&unsure=perhaps&tab=3")).toEqual(EVERYTHING);
});

test("what narrows a view doesn't include the view itself", () => {
  expect(narrowing(at("view=done&assignee=none"))).toEqual(["assignee"]);
});

test("a filter that is taken away leaves the others", () => {
  const search = new URLSearchParams("intent=complaint&q=late");
  expect(withChoice(search, "intent", "").toString()).toBe("q=late");
  expect(withChoice(search, "safe", true).get("safe")).toBe("true");
});

const saved: SavedView = {
  id: "v",
  name: "Late ones",
  query: { q: "late", view: "waiting" },
  shared: false,
  mine: true,
};

test("a saved view is recognised however its address is written", () => {
  expect(isSame(saved.query, at("q=late"))).toBe(true);
  expect(placeOf(at("q=late"), [saved])).toEqual({ kind: "saved", view: saved, exact: true });
});

test("a view that is narrowed further is still named, but not taken for itself", () => {
  expect(placeOf(at("view=done&channel=x"), [saved])).toEqual({ kind: "built-in", id: "done", exact: false });
  expect(placeOf(at("mine=true"), [])).toEqual({ kind: "built-in", id: "mine", exact: true });
  expect(placeOf(at(""), [])).toEqual({ kind: "built-in", id: "approval", exact: true });
});
