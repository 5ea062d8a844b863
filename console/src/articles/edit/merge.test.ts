import { expect, test } from "vitest";

import { EMPTY, type Fields } from "./fields";
import { merge, take } from "./merge";

const base: Fields = { ...EMPTY, title: "Returns", body: "Thirty days.", topic: "orders" };

test("changes to different fields are put together", () => {
  const both = merge(base, { ...base, body: "Forty days." }, { ...base, topic: "after buying" });
  expect(both.fields).toEqual({ ...base, body: "Forty days.", topic: "after buying" });
  expect(both).toMatchObject({ theirs: ["topic"], clashes: [] });
});

test("a field that both changed is for a person to choose, and mine until then", () => {
  const theirs = { ...base, body: "Sixty days.", title: "Sending back" };
  const both = merge(base, { ...base, body: "Forty days." }, theirs);
  expect(both.clashes).toEqual(["body"]);
  expect(both.fields).toMatchObject({ body: "Forty days.", title: "Sending back" });
  expect(take(both.fields, theirs, ["body"]).body).toBe("Sixty days.");
});

test("the same change by both is no clash", () => {
  const same = { ...base, body: "Forty days." };
  expect(merge(base, same, { ...same })).toMatchObject({ clashes: [], fields: same });
});
