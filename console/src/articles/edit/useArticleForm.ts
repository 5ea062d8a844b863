import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";

import { isConflict } from "../../api/errors";
import { articleQuery } from "../../api/queries";
import type { Article } from "../../api/types";
import { announce } from "../../live/announce";
import { t } from "../../texts";
import { differing, EMPTY, type Fields, fieldsOf } from "./fields";
import { dropUnsaved, keepUnsaved, NEW, unsaved } from "./unsaved";
import { useArticleRequests } from "./useArticleRequests";

/** An article being changed: what is typed, what it began as, and what stands in the way of saving it. */
export function useArticleForm(article: Article | null) {
  const id = article?.id ?? NEW;
  const queries = useQueryClient();
  const { add, save, restore } = useArticleRequests();
  const [start, setStart] = useState(() => {
    const stored = article ? fieldsOf(article) : EMPTY;
    return unsaved.get().get(id) ?? { base: stored, fields: stored, revision: article?.revision ?? 0 };
  });
  const [fields, setFields] = useState(start.fields);
  const [theirs, setTheirs] = useState<Article | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [isSaved, setIsSaved] = useState(false);
  const changed = differing(start.base, fields).length > 0;

  useEffect(() => {
    if (changed) keepUnsaved(id, { base: start.base, fields, revision: start.revision });
    else dropUnsaved(id);
  }, [changed, fields, id, start]);

  /** What is typed now rests on this state of the article. */
  const restOn = (current: Article, typed: Fields): void => {
    const base = fieldsOf(current);
    setStart({ base, fields: typed, revision: current.revision });
    setFields(typed);
    setTheirs(null);
    setError(null);
  };

  const stored = (current: Article, sent: Fields): Article => {
    const base = fieldsOf(current);
    dropUnsaved(id);
    setStart({ base, fields: base, revision: current.revision });
    // What was typed while the desk was saving stays.
    setFields((now) => (now === sent ? base : now));
    setError(null);
    setTheirs(null);
    setIsSaved(true);
    announce(t.editArticle.saved);
    return current;
  };

  const refused = async (problem: unknown): Promise<null> => {
    setIsSaved(false);
    if (isConflict(problem) && problem.code === "article_changed") {
      try {
        setTheirs(await queries.query({ ...articleQuery(id), staleTime: 0 }));
        return null;
      } catch (other) {
        setError(other);
        return null;
      }
    }
    setError(problem);
    return null;
  };

  /** The article as it is stored then; null when it could not be. */
  const submit = async (): Promise<Article | null> => {
    if (add.isPending || save.isPending || restore.isPending) return null;
    try {
      const wanted = { id, revision: start.revision, fields };
      return stored(article ? await save.mutateAsync(wanted) : await add.mutateAsync(fields), fields);
    } catch (problem) {
      return refused(problem);
    }
  };

  /** Somebody deleted it meanwhile: bring it back, and save what is typed. */
  const restoreAndSave = async (): Promise<void> => {
    if (!theirs) return;
    try {
      const back = await restore.mutateAsync({ id, revision: theirs.revision });
      restOn(back, fields);
      stored(await save.mutateAsync({ id, revision: back.revision, fields }), fields);
    } catch (problem) {
      await refused(problem);
    }
  };

  return {
    fields,
    base: start.base,
    set: (part: Partial<Fields>) => {
      setFields((before) => ({ ...before, ...part }));
      setIsSaved(false);
    },
    changed,
    isSaved: isSaved && !changed,
    pending: add.isPending || save.isPending || restore.isPending,
    error,
    theirs,
    submit,
    restoreAndSave,
    merged: (typed: Fields) => {
      if (theirs) restOn(theirs, typed);
      announce(t.editArticle.conflict.applied);
    },
    discard: () => dropUnsaved(id),
  };
}
