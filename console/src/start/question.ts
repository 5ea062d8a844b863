import type { ArticleItem } from "../api/types";
import { t } from "../texts";

const HOW_TO = /^how to\s+/i;

/** A first comment that the newest article should be able to answer. */
export function questionFrom(articles: readonly Pick<ArticleItem, "title" | "updated_at">[]): string {
  const [newest] = [...articles].sort((a, b) => Date.parse(b.updated_at) - Date.parse(a.updated_at));
  const title = newest?.title.trim().replace(/[.!]+$/, "") ?? "";
  if (title === "") return t.start.comment.example;
  if (title.endsWith("?")) return title;
  return HOW_TO.test(title) ? t.start.comment.howDo(title.replace(HOW_TO, "")) : t.start.comment.about(title);
}

/** The request that hands a comment in, for a POSIX shell: a quote in the text ends nothing. */
export function curl(origin: string, token: string, page: string, text: string): string {
  const body = JSON.stringify({ page, id: "first-1", text, author: { name: "Sam" } });
  return [
    `curl ${origin}/api/v1/comments \\`,
    `  -H 'Authorization: Bearer ${token}' \\`,
    "  -H 'Content-Type: application/json' \\",
    `  -d '${body.replaceAll("'", String.raw`'\''`)}'`,
  ].join("\n");
}
