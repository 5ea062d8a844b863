import type { ArticleItem } from "../api/types";
import { t } from "../texts";
import { dateOnly } from "../words/dates";
import { useNow } from "../words/useNow";

type Dated = Pick<ArticleItem, "incident" | "valid_until">;

/** Whether an article speaks of a current incident, or only for a time. */
export function Validity({ article }: { article: Dated }) {
  const now = useNow();
  const { incident, valid_until: until } = article;
  const over = until !== null && Date.parse(`${until}T23:59:59`) < now;
  return (
    <>
      {incident && !over && <span className="tag tag-escalation">{t.articles.incident}</span>}
      {until && (
        <span className={over ? "tag tag-bare" : "tag tag-quiet"}>
          {over ? t.articles.expired(dateOnly(until)) : t.articles.until(dateOnly(until))}
        </span>
      )}
    </>
  );
}
