import { expect, test } from "vitest";

import { dressed, PLAIN, policyFor, previewPath, ruleOf, wordsOn } from "./look";

const TAG = '<script src="https://desk.example/widget/v1.js" data-page="shop" async></script>';
const ELEMENT =
  '<script src="https://desk.example/widget/v1.js" async></script>\n<sharewell-chat page="shop"></sharewell-chat>';

test("what looks as it comes says nothing of its look", () => {
  expect(dressed(TAG, PLAIN)).toBe(TAG);
  expect(dressed(ELEMENT, PLAIN)).toBe(ELEMENT);
  expect(ruleOf(PLAIN)).toBeNull();
});

test("language and side stand in the tag, and in the element but not in the tag beside it", () => {
  const look = { language: "ar", side: "left", colour: "" } as const;
  expect(dressed(TAG, look)).toBe(
    '<script src="https://desk.example/widget/v1.js" data-page="shop" data-lang="ar" data-dir="rtl" async></script>',
  );
  expect(dressed(ELEMENT, look)).toBe(
    '<script src="https://desk.example/widget/v1.js" async></script>\n<sharewell-chat page="shop" lang="ar" dir="rtl"></sharewell-chat>',
  );
});

test("words on a colour are the ones that are easier to read", () => {
  expect(wordsOn("#1b6b58")).toBe("#ffffff");
  expect(wordsOn("#ffd400")).toBe("#000000");
  expect(wordsOn("#000000")).toBe("#ffffff");
  expect(wordsOn("#ffffff")).toBe("#000000");
  expect(ruleOf({ ...PLAIN, colour: "#ffd400" })).toBe(
    "sharewell-chat {\n  --sharewell-accent: #ffd400;\n  --sharewell-on-accent: #000000;\n}",
  );
});

test("the preview is asked for with what was chosen", () => {
  const look = { language: "fr", side: "left", colour: "#aa0044" } as const;
  const asked = new URL(previewPath("a & b", look, "en"), "https://desk.example");
  expect(asked.pathname).toBe("/widget/preview");
  expect(Object.fromEntries(asked.searchParams)).toEqual({
    ...{ page: "a & b", lang: "fr", side: "left", accent: "#aa0044", "on-accent": "#ffffff" },
  });
  expect(previewPath("shop", PLAIN, "de")).toBe("/widget/preview?page=shop&lang=de");
});

test("a site's policy has to allow the script, what it asks and pictures", () => {
  expect(policyFor("https://desk.example")).toBe(
    "script-src https://desk.example; connect-src https://desk.example; img-src https://desk.example",
  );
});
