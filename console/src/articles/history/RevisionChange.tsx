import { useQuery } from "@tanstack/react-query";

import { messageOf } from "../../api/errors";
import { revisionQuery } from "../../api/queries";
import type { Article, RevisionItem } from "../../api/types";
import { announce } from "../../live/announce";
import { Button } from "../../parts/Button";
import { Failed, Skeleton } from "../../parts/states";
import { may, useMe } from "../../session/me";
import { t } from "../../texts";
import { differing, EMPTY, FIELD_NAMES, type Fields, fieldsOf } from "../edit/fields";
import { useArticleRequests } from "../edit/useArticleRequests";
import { FieldDiff } from "./FieldDiff";
import { wordsOf } from "./wordsOf";

/** One revision against the one before, field by field, and the way back to it. */
export default function RevisionChange({ article, item }: { article: Article; item: RevisionItem }) {
  const isFirst = item.revision === 1;
  const this_ = useQuery(revisionQuery(article.id, item.revision));
  const before = useQuery(revisionQuery(article.id, item.revision - 1));
  const error = this_.error ?? before.error;
  if (error) {
    return <Failed title={t.revisions.failed} error={error} onRetry={() => void this_.refetch()} />;
  }
  if (!this_.data || (!isFirst && !before.data)) return <Skeleton rows={3} label={t.loading} />;
  return (
    <section className="revision" aria-labelledby="revision-title">
      <h3 id="revision-title">{wordsOf(item)}</h3>
      <Changes before={before.data ? fieldsOf(before.data) : EMPTY} after={fieldsOf(this_.data)} />
      <BringBack article={article} item={item} />
    </section>
  );
}

function Changes({ before, after }: { before: Fields; after: Fields }) {
  const names = differing(before, after);
  if (names.length === 0) return <p className="quiet">{t.revisions.same}</p>;
  return FIELD_NAMES.filter((name) => names.includes(name)).map((name) => (
    <section key={name} aria-label={t.editArticle.fields[name]}>
      <h4>{t.editArticle.fields[name]}</h4>
      <FieldDiff name={name} before={before} after={after} />
    </section>
  ));
}

function BringBack({ article, item }: { article: Article; item: RevisionItem }) {
  const mayEdit = may(useMe(), "approver", article.page_id);
  const { bringBack } = useArticleRequests();
  // The last one is what the article says already, unless it says that it was deleted.
  if (!mayEdit || item.revision === article.revision) return null;
  const { id, revision } = article;
  return (
    <div className="revision-back">
      <Button
        icon="undo"
        isPending={bringBack.isPending}
        onPress={() =>
          bringBack.mutate(
            { id, revision, earlier: item.revision },
            { onSuccess: () => announce(t.revisions.back(item.revision)) },
          )
        }
      >
        {t.revisions.restore}
      </Button>
      <span className="quiet">{t.revisions.restoreHint}</span>
      {bringBack.error && (
        <p className="form-error" role="alert">
          {t.revisions.refused}: {messageOf(bringBack.error)}
        </p>
      )}
    </div>
  );
}
