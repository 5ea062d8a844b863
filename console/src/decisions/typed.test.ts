import { expect, test } from "vitest";

import { forgetTyped, keepTyped, typed } from "./typed";

test("what was typed is kept for a reload until it is forgotten", () => {
  keepTyped("c1", { text: "Hello", draftId: null });
  keepTyped("c2", { text: "Other", draftId: "d" });
  expect(JSON.parse(sessionStorage.getItem("sharewell.typed") ?? "")).toMatchObject({
    c1: { text: "Hello" },
  });
  forgetTyped("c1");
  expect(typed.get()).toEqual({ c2: { text: "Other", draftId: "d" } });
  expect(sessionStorage.getItem("sharewell.typed")).not.toContain("Hello");
});
