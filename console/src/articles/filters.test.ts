import { expect, test } from "vitest";

import { EVERY_ARTICLE } from "../api/queries";
import { filtersOf, isNarrowed, withFilter } from "./filters";

test("filters come from the address and go back into it", () => {
  let search = new URLSearchParams();
  for (const [name, value] of [
    ["q", "box & more"],
    ["validity", "expired"],
    ["page", "shared"],
  ] as const) {
    search = withFilter(search, name, value);
  }
  expect(filtersOf(new URLSearchParams(search.toString()))).toEqual({
    q: "box & more",
    validity: "expired",
    page: "shared",
    topic: "",
  });
  expect(withFilter(search, "q", "").has("q")).toBe(false);
});

test("a validity that is none counts as not given", () => {
  expect(filtersOf(new URLSearchParams("validity=odd"))).toEqual(EVERY_ARTICLE);
});

test("only a filter that is set narrows", () => {
  expect(isNarrowed(EVERY_ARTICLE)).toBe(false);
  expect(isNarrowed({ ...EVERY_ARTICLE, topic: "orders" })).toBe(true);
});
