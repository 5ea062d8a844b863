import { t } from "../texts";
import { dateOnly } from "../words/dates";
import { useNow } from "../words/useNow";
import { type Dated, standing } from "./validity";

/** Whether an article speaks of a current incident, only for a time, or not any more. */
export function Validity({ article }: { article: Dated }) {
  const now = useNow();
  const is = standing(article, now);
  const { valid_from: from, valid_until: until, deleted_at: deleted } = article;
  return (
    <>
      {is === "deleted" && deleted && (
        <span className="tag tag-bare">{t.articles.gone(dateOnly(deleted))}</span>
      )}
      {article.incident && is === "current" && (
        <span className="tag tag-escalation">{t.articles.incident}</span>
      )}
      {is === "expired" && until && (
        <span className="tag tag-bare">{t.articles.expired(dateOnly(until))}</span>
      )}
      {is === "coming" && from && <span className="tag tag-bare">{t.articles.from(dateOnly(from))}</span>}
      {(is === "current" || is === "coming") && until && (
        <span className="tag tag-quiet">{t.articles.until(dateOnly(until))}</span>
      )}
    </>
  );
}
