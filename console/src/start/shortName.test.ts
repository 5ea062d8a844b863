import { expect, test } from "vitest";

import { shortName } from "./shortName";

test.each([
  ["Fernhill Cycles, UK", "fernhill-cycles-uk"],
  ["Café Zoë", "cafe-zoe"],
  ["  —  ", ""],
  ["x".repeat(80), "x".repeat(63)],
])("%j becomes %j", (name, short) => {
  expect(shortName(name)).toBe(short);
});
