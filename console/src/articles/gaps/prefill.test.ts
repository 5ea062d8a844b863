import { afterEach, expect, test } from "vitest";

import type { Gap } from "../../api/gaps";
import { EMPTY } from "../edit/fields";
import { dropUnsaved, keepUnsaved, NEW, unsaved } from "../edit/unsaved";
import { fieldsFrom, prefill } from "./prefill";

const example = (question: string): Gap["examples"][number] => ({
  comment_id: question,
  question,
  text: question,
  author: null,
  channel: "x",
  state: "waiting",
  at: "2026-03-01T10:00:00Z",
});
const GAP: Gap = {
  id: "g1",
  page_id: "shop",
  question: "Do you deliver to Ireland?",
  count: 3,
  newest_at: "2026-03-01T10:00:00Z",
  examples: ["do you deliver to ireland", "Is Ireland possible?"].map(example),
  replies: [{ comment_id: "c1", text: "Yes, in five days.", at: null }],
  dismissed_at: null,
  dismissed_by: null,
};

afterEach(() => dropUnsaved(NEW));

test("an article begins with the questions as they were asked, each once, and with what people answered", () => {
  const fields = fieldsFrom(GAP);
  expect(fields.title).toBe("Do you deliver to Ireland");
  expect(fields.questions).toEqual(["do you deliver to ireland", "Is Ireland possible?"]);
  expect([fields.page_id, fields.body]).toEqual(["shop", "Yes, in five days."]);
});

test("an article that is being written is not overwritten", () => {
  expect(prefill(GAP)).toBe(true);
  dropUnsaved(NEW);
  keepUnsaved(NEW, { base: EMPTY, fields: { ...EMPTY, title: "Mine" }, revision: 0 });
  expect(prefill(GAP)).toBe(false);
  expect(unsaved.get().get(NEW)?.fields.title).toBe("Mine");
});
