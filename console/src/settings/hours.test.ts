import { expect, test } from "vitest";

import { asText, spansOf } from "./hours";

test.each([
  ["09:00–17:00", [["09:00", "17:00"]]],
  [
    "9-12:30, 13:30 to 18",
    [
      ["09:00", "12:30"],
      ["13:30", "18:00"],
    ],
  ],
  ["0–24", [["00:00", "24:00"]]],
  ["", []],
])("“%s” is read as times", (text, spans) => {
  expect(spansOf(text)).toEqual(spans);
});

test.each(["nine to five", "17:00–09:00", "9–17, 12–18", "25–26", "9", "24:30–24:40"])(
  "“%s” is pointed at",
  (text) => {
    expect(spansOf(text)).toBeNull();
  },
);

test("times are shown as they are read", () => {
  expect(
    spansOf(
      asText([
        ["09:00", "12:00"],
        ["13:00", "17:00"],
      ]),
    ),
  ).toEqual([
    ["09:00", "12:00"],
    ["13:00", "17:00"],
  ]);
});
