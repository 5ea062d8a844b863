import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";

import { answered, api } from "../api/client";
import { DeskProblem } from "../api/errors";
import type { Intent } from "../api/types";
import { announce } from "../live/announce";
import { t } from "../texts";
import { type Wanted, wantedKey, type WantedList } from "./queries";
import { words } from "./words";

interface Given {
  item: Wanted;
  intent: Intent | null;
  /** Whether the desk took it. */
  taken: Promise<boolean>;
}

export interface Answers {
  label: (item: Wanted, intent: Intent) => void;
  skip: (item: Wanted) => void;
  undo: (() => void) | null;
  error: unknown;
}

/** Answers to a page's comments: the next one is there at once, and what the desk refuses comes back. */
export function useAnswers(page: string): Answers {
  const queries = useQueryClient();
  const [given, setGiven] = useState<readonly Given[]>([]);
  const [error, setError] = useState<unknown>(null);
  const isUndoing = useRef(false);
  const key = wantedKey(page);

  const again = (): Promise<void> => queries.invalidateQueries({ queryKey: key });

  const take = async (item: Wanted, intent: Intent | null): Promise<boolean> => {
    try {
      await (intent === null ? skipIt(item.id) : labelIt(item, intent));
    } catch (refusal) {
      setError(refusal);
      setGiven((before) => before.filter((one) => one.item.id !== item.id));
      await again();
      return false;
    }
    if (queries.getQueryData<WantedList>(key)?.items.length === 0) await again();
    return true;
  };

  const answer = (item: Wanted, intent: Intent | null): void => {
    const list = queries.getQueryData<WantedList>(key);
    if (!list?.items.some((one) => one.id === item.id)) return;
    setError(null);
    queries.setQueryData<WantedList>(key, {
      ...list,
      done: list.done + 1,
      items: list.items.filter((one) => one.id !== item.id),
    });
    announce(intent === null ? words.next.skipped : words.next.labelled(t.intents[intent]));
    setGiven((before) => [...before, { item, intent, taken: take(item, intent) }]);
  };

  const undo = async (last: Given): Promise<void> => {
    if (isUndoing.current) return;
    isUndoing.current = true;
    setError(null);
    try {
      if (await last.taken) {
        await (last.intent === null ? unskipIt(last.item.id) : unlabelIt(last.item.id));
        setGiven((before) => before.filter((one) => one !== last));
        announce(words.next.undone);
      }
    } catch (refusal) {
      setError(refusal);
      setGiven((before) => before.filter((one) => one !== last));
    } finally {
      await again();
      isUndoing.current = false;
    }
  };

  const last = given.at(-1);
  return {
    label: answer,
    skip: (item) => answer(item, null),
    undo: last ? () => void undo(last) : null,
    error,
  };
}

const labelIt = (item: Wanted, intent: Intent): Promise<unknown> =>
  answered(
    api.POST("/api/v1/comments/{comment_id}/relabel", {
      params: { path: { comment_id: item.id } },
      body: { version: item.version, intent },
    }),
  );

async function unlabelIt(id: string): Promise<void> {
  const { refused } = await answered(
    api.POST("/api/v1/queue/bulk/undo", { body: { action: "label", items: [{ id }] } }),
  );
  const refusal = refused[0];
  if (refusal) throw new DeskProblem(409, "refused", refusal.message, {}, refusal.said);
}

const skipIt = (id: string): Promise<unknown> =>
  answered(api.POST("/api/v1/learning/next/{comment_id}/skip", { params: { path: { comment_id: id } } }));

const unskipIt = (id: string): Promise<unknown> =>
  answered(api.DELETE("/api/v1/learning/next/{comment_id}/skip", { params: { path: { comment_id: id } } }));
