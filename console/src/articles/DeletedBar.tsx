import { useNavigate } from "react-router";

import { messageOf } from "../api/errors";
import { announce } from "../live/announce";
import { Button, IconButton } from "../parts/Button";
import { useStore } from "../parts/store";
import { t } from "../texts";
import { justDeleted } from "./deleted";
import { useArticleRequests } from "./edit/useArticleRequests";

/** What was just deleted, to take it back with one press; it stays until it is put away. */
export function DeletedBar() {
  const article = useStore(justDeleted);
  const { restore } = useArticleRequests();
  const navigate = useNavigate();
  if (!article) return null;
  const takeBack = (): void => {
    restore.mutate(article, {
      onSuccess: (back) => {
        justDeleted.set(null);
        announce(t.articles.restored(back.title));
        void navigate(`/articles/${encodeURIComponent(back.id)}`);
      },
    });
  };
  return (
    <section className="deleted-bar" aria-label={t.articles.removedLabel}>
      <span role="status">
        {restore.error
          ? `${t.articles.restoreFailed}: ${messageOf(restore.error)}`
          : t.articles.removed(article.title)}
      </span>
      <Button icon="undo" isPending={restore.isPending} onPress={takeBack}>
        {t.actions.undo}
      </Button>
      <IconButton icon="dismiss" label={t.articles.putAway} onPress={() => justDeleted.set(null)} />
    </section>
  );
}
