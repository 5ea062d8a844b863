import { expect, test } from "vitest";

import type { HistoryEvent } from "../api/types";
import { inPlainWords } from "./plainWords";

const labelled = (intent: string, before?: object) =>
  ({
    id: 1,
    kind: "relabelled",
    actor: "Ada",
    data: { intent, ...(before && { before }) },
  }) as unknown as HistoryEvent;

test("a label that says what stood there already was confirmed, any other changed", () => {
  expect(inPlainWords(labelled("complaint", { intent: "complaint" }), "Kit")).toBe(
    "Ada confirmed the label: Complaint",
  );
  expect(inPlainWords(labelled("complaint", { intent: "praise" }), "Kit")).toBe(
    "Ada relabelled it: Complaint",
  );
  expect(inPlainWords(labelled("complaint"), "Ada")).toBe("You relabelled it: Complaint");
});
