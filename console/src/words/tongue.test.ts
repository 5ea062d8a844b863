import { expect, test } from "vitest";

import { tongue, tongueOf } from "./tongue";

test("a comment is in the language that the bot saw, else in English", () => {
  expect([tongue("de"), tongue("und"), tongue(null), tongue()]).toEqual(["de", "en", "en", "en"]);
  expect([tongueOf({ language: "fr" }), tongueOf(null)]).toEqual(["fr", "en"]);
});
