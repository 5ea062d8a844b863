import { expect, test } from "vitest";

import { isUuid } from "./uuid";

test("only a whole uuid names a comment", () => {
  expect(isUuid("0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b")).toBe(true);
  expect(isUuid("0190A1B2-C3D4-7E5F-8A9B-0C1D2E3F4A5B")).toBe(true);
  for (const other of ["abc", "", "0190a1b2-c3d4-7e5f-8a9b", "0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b/x"])
    expect(isUuid(other)).toBe(false);
});
