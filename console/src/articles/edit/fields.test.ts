import { expect, test } from "vitest";

import { bodyOf, differing, EMPTY, errorsOf, fieldsOf } from "./fields";

const article = {
  title: "Return an item",
  body: "Send it back.",
  page_id: null,
  url: null,
  topic: "orders",
  answer: null,
  questions: ["Can I send it back?"],
  audience: { country: "UK", since: "2025" },
  incident: false,
  valid_from: null,
  valid_until: "2026-12-31",
};

test("an article goes through the form unchanged, also what the form doesn't show", () => {
  expect(bodyOf(fieldsOf(article))).toEqual(article);
});

test("blanks and empty questions are not stored", () => {
  const typed = { ...EMPTY, title: "  Hours ", body: "\nNine.\n", questions: [" ", "Open? "], country: " " };
  expect(bodyOf(typed)).toMatchObject({ title: "Hours", body: "Nine.", questions: ["Open?"], audience: {} });
});

test("what would be stored the same is no change", () => {
  const fields = fieldsOf(article);
  expect(
    differing(fields, { ...fields, title: "Return an item ", questions: [...fields.questions, ""] }),
  ).toEqual([]);
  expect(differing(fields, { ...fields, questions: [], incident: true })).toEqual(["questions", "incident"]);
});

test("the desk's message about the audience stands beside the country", () => {
  const fields = { title: "The title is empty.", audience: "Too long.", id: "Odd", url: 3 };
  expect(errorsOf({ details: { fields }, said: {} })).toEqual({
    title: "The title is empty.",
    country: "Too long.",
  });
  expect(errorsOf({ details: {}, said: {} })).toEqual({});
});
