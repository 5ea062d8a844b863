import type { DeskProblem } from "../../api/errors";
import type { Article, ArticleEdit, Revision } from "../../api/types";
import { toldWords } from "../../words/said";

/** An article as a form holds it: empty texts where the desk has none. */
export interface Fields {
  title: string;
  body: string;
  /** "" for an article that all pages share. */
  page_id: string;
  url: string;
  topic: string;
  answer: string;
  questions: readonly string[];
  country: string;
  product: string;
  /** What else the article says about its audience; kept as it is. */
  others: Readonly<Record<string, string>>;
  incident: boolean;
  valid_from: string;
  valid_until: string;
}

/** Those that a person can change, in the order in which they are shown. */
export const FIELD_NAMES = [
  "title",
  "answer",
  "body",
  "questions",
  "page_id",
  "topic",
  "url",
  "country",
  "product",
  "valid_from",
  "valid_until",
  "incident",
] as const satisfies readonly (keyof Fields)[];
export type FieldName = (typeof FIELD_NAMES)[number];

type Stored = Pick<
  Article | Revision,
  | "title"
  | "body"
  | "page_id"
  | "url"
  | "topic"
  | "answer"
  | "questions"
  | "audience"
  | "incident"
  | "valid_from"
  | "valid_until"
>;

export const EMPTY: Fields = {
  title: "",
  body: "",
  page_id: "",
  url: "",
  topic: "",
  answer: "",
  questions: [],
  country: "",
  product: "",
  others: {},
  incident: false,
  valid_from: "",
  valid_until: "",
};

export function fieldsOf(article: Stored): Fields {
  const { country = "", product = "", ...others } = article.audience;
  return {
    title: article.title,
    body: article.body,
    page_id: article.page_id ?? "",
    url: article.url ?? "",
    topic: article.topic ?? "",
    answer: article.answer ?? "",
    questions: article.questions,
    country,
    product,
    others,
    incident: article.incident,
    valid_from: article.valid_from ?? "",
    valid_until: article.valid_until ?? "",
  };
}

/** What the desk takes; blanks around texts and empty questions don't count. */
export function bodyOf(fields: Fields): Omit<ArticleEdit, "revision"> {
  const orNull = (text: string): string | null => text.trim() || null;
  const audience = { ...fields.others, country: fields.country.trim(), product: fields.product.trim() };
  return {
    title: fields.title.trim(),
    body: fields.body.trim(),
    page_id: orNull(fields.page_id),
    url: orNull(fields.url),
    topic: orNull(fields.topic),
    answer: orNull(fields.answer),
    questions: fields.questions.map((question) => question.trim()).filter(Boolean),
    audience: Object.fromEntries(Object.entries(audience).filter(([, value]) => value !== "")),
    incident: fields.incident,
    valid_from: orNull(fields.valid_from),
    valid_until: orNull(fields.valid_until),
  };
}

/** The fields in which two versions differ, as the desk would store them. */
export function differing(one: Fields, other: Fields): FieldName[] {
  const [a, b] = [fieldsOf(bodyOf(one)), fieldsOf(bodyOf(other))];
  return FIELD_NAMES.filter((name) => JSON.stringify(a[name]) !== JSON.stringify(b[name]));
}

/** The desk's messages by field of the form; it knows country and product as the audience. */
export function errorsOf({
  details,
  said,
}: Pick<DeskProblem, "details" | "said">): Partial<Record<FieldName, string>> {
  const given = details["fields"];
  if (typeof given !== "object" || given === null) return {};
  const errors: Partial<Record<FieldName, string>> = {};
  for (const [key, message] of Object.entries(given)) {
    const name = FIELD_NAMES.find((field) => field === (key === "audience" ? "country" : key));
    if (name && typeof message === "string")
      errors[name] = toldWords({ said }, `details.fields.${key}`, message);
  }
  return errors;
}
