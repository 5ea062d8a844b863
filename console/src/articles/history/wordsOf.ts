import type { RevisionItem } from "../../api/types";
import { t } from "../../texts";
import { FIELD_NAMES } from "../edit/fields";

/** What a revision did, in one line. */
export function wordsOf(item: RevisionItem): string {
  const { actor, change, restored, changed, revision } = item;
  if (change === "deleted") return t.revisions.deleted(actor);
  if (change === "restored") {
    return restored === null ? t.revisions.undeleted(actor) : t.revisions.restored(actor, restored);
  }
  if (revision === 1) return t.revisions.created(actor);
  return t.revisions.saved(actor, changed.map(fieldWords).filter(Boolean).join(", "));
}

function fieldWords(key: string): string {
  if (key === "audience") return t.revisions.audience;
  const name = FIELD_NAMES.find((field) => field === key);
  return name === "incident" ? t.articles.incident : name ? t.editArticle.fields[name] : "";
}
