import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { useLocation } from "react-router";

import { articleQuery } from "../../api/queries";
import { Failed, Skeleton } from "../../parts/states";
import { may, maySomewhere, useMe } from "../../session/me";
import { t } from "../../texts";
import { ArticlePane } from "../ArticlePane";

// Comparing texts comes with it.
const EditForm = lazy(() => import("./EditForm"));
const GapAside = lazy(() => import("../gaps/GapAside"));

/** How the form was opened: from a question that no article answers. */
interface FromGap {
  gap?: string;
  isKept?: boolean;
}

/** The form with its heading; without an id for a new article. */
export function EditPane({ id }: { id?: string }) {
  const me = useMe();
  const from = useLocation().state as FromGap | null;
  const query = useQuery({ ...articleQuery(id ?? ""), enabled: id !== undefined, refetchOnMount: "always" });
  const mayEdit =
    id === undefined ? maySomewhere(me, "approver") : !query.data || may(me, "approver", query.data.page_id);
  const title =
    id === undefined
      ? t.editArticle.newTitle
      : query.data
        ? t.editArticle.title(query.data.title)
        : t.loading;
  // Begun from what was read a while ago, every save would be a conflict.
  const ready = id === undefined || (query.data !== undefined && query.isFetchedAfterMount);
  return (
    <ArticlePane title={title} id={id}>
      {id === undefined && from?.gap && (
        <Suspense>
          <GapAside id={from.gap} isKept={from.isKept ?? false} />
        </Suspense>
      )}
      {!mayEdit ? (
        <p className="quiet pane-note">{t.articles.readOnly}</p>
      ) : ready ? (
        <Suspense fallback={<Skeleton rows={6} label={t.loading} />}>
          <EditForm article={query.data ?? null} />
        </Suspense>
      ) : query.error ? (
        <Failed title={t.articles.failedOne} error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <Skeleton rows={6} label={t.loading} />
      )}
    </ArticlePane>
  );
}
