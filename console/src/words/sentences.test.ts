import { expect, test } from "vitest";

import { placed } from "./sentences";

const draft = [
  { text: "Hi Sam,", role: "greeting", evidence: null },
  { text: "You have 30 days.", role: "answer", evidence: "returns-uk#1" },
  { text: "We post a label today.", role: "step", evidence: null },
];
const text = "Hi Sam, You have 30 days. We post a label today.";

test("the sentences of an untouched draft are found with their evidence", () => {
  const found = placed(text, draft);
  expect(found.map((sentence) => text.slice(sentence.start, sentence.end))).toEqual(
    draft.map((one) => one.text),
  );
  expect(found[1]?.evidence).toBe("returns-uk#1");
});

test("a sentence that states something without evidence is bare, a greeting is not", () => {
  expect(placed(text, draft).map((sentence) => sentence.bare)).toEqual([false, false, true]);
});

test("a sentence that people usually add is bare once nothing supports it", () => {
  const learned = [{ text: "Leave the pedals on.", role: "learned", evidence: null }];
  expect(placed("Leave the pedals on.", learned)[0]?.bare).toBe(true);
});

test("a changed sentence is the person's own and has lost its evidence", () => {
  const edited = text.replace("30 days", "60 days");
  const found = placed(edited, draft);
  expect(found.find((sentence) => sentence.text.includes("60"))).toMatchObject({
    own: true,
    bare: true,
    evidence: null,
  });
});

test("what is typed between and after the draft's sentences is found in order", () => {
  const edited = `${text} Call us? We are open.`;
  expect(
    placed(edited, draft)
      .slice(3)
      .map((sentence) => sentence.text),
  ).toEqual(["Call us?", "We are open."]);
});

test("punctuation and white space alone are no sentence", () => {
  expect(placed("Hi Sam, … \n", draft)).toHaveLength(1);
});
