import { expect, test } from "vitest";

import { hasLink } from "./links";

test("an address is a link, with or without its beginning; a mail address and a full stop are none", () => {
  expect(hasLink("See https://shop.example/help")).toBe(true);
  expect(hasLink("See shop.example/help.")).toBe(true);
  expect(hasLink("Write to help@shop.example")).toBe(false);
  expect(hasLink("We open at nine. Come in, e.g. today.")).toBe(false);
});
