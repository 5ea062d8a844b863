import { useLocation, useNavigate } from "react-router";

import { messageOf } from "../api/errors";
import type { Article } from "../api/types";
import { useKeys } from "../keys/useKeys";
import { announce } from "../live/announce";
import { Button } from "../parts/Button";
import { may, useMe } from "../session/me";
import { t } from "../texts";
import { justDeleted } from "./deleted";
import { useArticleRequests } from "./edit/useArticleRequests";

/** What a person can do with the article that is open; reading its revisions is for everybody. */
export function ArticleActions({ article }: { article: Article }) {
  const mayEdit = may(useMe(), "approver", article.page_id);
  const navigate = useNavigate();
  const { search } = useLocation();
  const { remove, restore } = useArticleRequests();
  const isDeleted = article.deleted_at !== null;
  const go = (to: "edit" | "history"): void => {
    void navigate({ pathname: `/articles/${encodeURIComponent(article.id)}/${to}`, search });
  };
  useKeys({ h: () => go("history"), ...(mayEdit && !isDeleted && { e: () => go("edit") }) });
  const takeAway = (): void => {
    remove.mutate(article, {
      onSuccess: (gone) => {
        justDeleted.set(gone);
        void navigate({ pathname: "/articles", search });
      },
    });
  };
  const bringBack = (): void => {
    restore.mutate(article, {
      onSuccess: (back) => {
        justDeleted.set(null);
        announce(t.articles.restored(back.title));
      },
    });
  };
  const [title, error] = remove.error
    ? [t.articles.removeFailed, remove.error]
    : [t.articles.restoreFailed, restore.error];
  return (
    <div className="article-actions">
      {mayEdit && !isDeleted && (
        <Button look="main" icon="edit" shortcut="e" onPress={() => go("edit")}>
          {t.articles.edit}
        </Button>
      )}
      {mayEdit && isDeleted && (
        <Button look="main" icon="undo" isPending={restore.isPending} onPress={bringBack}>
          {t.articles.restore}
        </Button>
      )}
      <Button icon="history" shortcut="h" onPress={() => go("history")}>
        {t.articles.history}
      </Button>
      {mayEdit && !isDeleted && (
        <Button look="quiet" icon="remove" isPending={remove.isPending} onPress={takeAway}>
          {t.articles.remove}
        </Button>
      )}
      {error && (
        <p className="form-error" role="alert">
          {title}: {messageOf(error)}
        </p>
      )}
    </div>
  );
}
