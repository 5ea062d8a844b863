import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";

import { conversationKey } from "../api/queries";
import type { Change, Conversation } from "../api/types";
import { forgetSent } from "../decisions/typed";
import { needsMeQuery } from "../queue/queries";
import { refreshQueues, rereadAll } from "../queue/refresh";
import { useMe } from "../session/me";
import { t } from "../texts";
import { announce } from "./announce";
import { changesHeard } from "./changes";
import { notePresence } from "./presence";
import { listen } from "./stream";
import { tellMe } from "./toMe";

const ANNOUNCE_MS = 4_000;
/** Counting asks the desk up to three times; with many consoles open, not after every change. */
const COUNT_MS = 2_000;

/** Keeps what is on screen true while somebody is signed in. */
export function useLive(): void {
  const queries = useQueryClient();
  const me = useMe().user.id;
  useEffect(() => {
    let arrived = 0;
    let announcing: number | undefined;
    let counting: number | undefined;
    const count = (): void => {
      counting = undefined;
      void queries.invalidateQueries({ queryKey: needsMeQuery().queryKey });
    };
    const say = (): void => {
      announcing = undefined;
      announce(t.live.arrived(arrived));
      arrived = 0;
    };
    const onChanges = (changes: Change[]): void => {
      const ids = new Set(changes.map((change) => change.comment));
      ids.forEach((id) => void queries.invalidateQueries({ queryKey: conversationKey(id) }));
      void queries.invalidateQueries({ queryKey: ["me"] });
      void queries.invalidateQueries({ queryKey: ["first-steps"] });
      void refreshQueues(queries, changes);
      changesHeard.set(changes);
      counting ??= window.setTimeout(count, COUNT_MS);
      for (const { comment, state } of changes) {
        const known = queries.getQueryData<Conversation>(conversationKey(comment));
        if (state === "sent") forgetSent(comment, known?.reply?.text ?? null);
      }
      tellMe(changes, me);
      arrived += changes.filter((change) => change.kind === "received").length;
      if (arrived > 0) announcing ??= window.setTimeout(say, ANNOUNCE_MS);
    };
    const stop = listen({
      onChanges,
      onReset: () => void rereadAll(queries),
      onPresence: notePresence,
    });
    return () => {
      window.clearTimeout(announcing);
      window.clearTimeout(counting);
      stop();
    };
  }, [me, queries]);
}
