import type { Gap } from "../../api/gaps";
import { EMPTY, type Fields } from "../edit/fields";
import { keepUnsaved, NEW, unsaved } from "../edit/unsaved";

const MOST_QUESTIONS = 5;

/** An article as it begins from what was asked: its questions, a title from the first, and the best reply as its text. */
export function fieldsFrom(gap: Gap): Fields {
  const asked = [gap.question, ...gap.examples.map((example) => example.question)];
  const questions = [...new Map(asked.map((question) => [keyOf(question), question])).values()];
  return {
    ...EMPTY,
    title: gap.question.replace(/\s*[?!.]+\s*$/u, ""),
    page_id: gap.page_id,
    questions: questions.slice(0, MOST_QUESTIONS),
    body: gap.replies[0]?.text ?? "",
  };
}

/** False where another new article is being written: that one is not overwritten. */
export function prefill(gap: Gap): boolean {
  if (unsaved.get().has(NEW)) return false;
  keepUnsaved(NEW, { base: EMPTY, fields: fieldsFrom(gap), revision: 0 });
  return true;
}

function keyOf(question: string): string {
  return question
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
