import { createHash } from "node:crypto";

import { expect, test } from "vitest";

import { sha256, solve } from "./proof";

const reference = (text: string): string => createHash("sha256").update(text).digest("hex");
const hex = (words: Int32Array): string =>
  Array.from(words, (word) => (word >>> 0).toString(16).padStart(8, "0")).join("");

test("the hash is SHA-256, around every length where blocks begin", () => {
  for (const length of [0, 1, 3, 54, 55, 56, 63, 64, 65, 119, 120, 200]) {
    const text = "a1:".repeat(70).slice(0, length);
    expect(hex(sha256(text)), String(length)).toBe(reference(text));
  }
});

test("the answer has the zero bits that were asked for", async () => {
  const { salt, nonce } = await solve({ salt: "Zm9vYmFy", difficulty: 12 });
  expect(reference(`${salt}:${nonce}`)).toMatch(/^000/);
});
