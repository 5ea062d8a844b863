import type { QueryClient } from "@tanstack/react-query";

import { isConflict, messageOf } from "../api/errors";
import { type Action, perform } from "../api/together";
import type { Conversation } from "../api/types";
import { lastWords } from "../conversation/plainWords";
import { announce } from "../live/announce";
import { t } from "../texts";
import { notify } from "./notices";
import { asItIs, confirmed } from "./outcome";

/** Assign, snooze, remind, escalate: shown when the desk has confirmed it; told kindly when somebody was faster. */
export async function act(
  queries: QueryClient,
  me: string,
  { comment, events }: Conversation,
  action: Action,
  said: string,
): Promise<boolean> {
  const name = comment.author ?? t.someone;
  try {
    confirmed(queries, await perform(comment.id, action));
    announce(said);
    void queries.invalidateQueries({ queryKey: ["queue"] });
    return true;
  } catch (error) {
    if (!isConflict(error)) {
      notify({ title: t.together.failed(name), text: messageOf(error), comment: comment.id, again: null });
      return false;
    }
    const current = await asItIs(queries, comment.id, error);
    const happened = current ? lastWords(current.events, me, events) : "";
    const words = `${happened ? `${happened}. ` : ""}${error.message}`;
    notify({ title: t.together.refused(name), text: words, comment: comment.id, again: null });
    return false;
  }
}
