import type { ArticleItem } from "../api/types";

export type Dated = Pick<ArticleItem, "incident" | "valid_from" | "valid_until" | "deleted_at">;

/** When an article may answer: the first and the last day are whole days of the reader's. */
export function standing(article: Dated, now: number): "deleted" | "expired" | "coming" | "current" {
  const { valid_from: from, valid_until: until } = article;
  if (article.deleted_at) return "deleted";
  if (until && Date.parse(`${until}T23:59:59.999`) < now) return "expired";
  if (from && Date.parse(`${from}T00:00:00`) > now) return "coming";
  return "current";
}
