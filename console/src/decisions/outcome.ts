import type { QueryClient } from "@tanstack/react-query";

import { conversationKey, conversationQuery, type Filters } from "../api/queries";
import type { Conversation } from "../api/types";
import type { DeskProblem } from "../api/errors";
import { belongs, type QueueData, without } from "../queue/splice";
import { unhide } from "./hidden";
import { settle } from "./notices";

/** Take the desk's confirmed conversation over into everything that shows it. */
export function confirmed(queries: QueryClient, after: Conversation): void {
  const { id, state } = after.comment;
  queries.setQueryData(conversationKey(id), after);
  for (const query of queries.getQueryCache().findAll({ queryKey: ["queue"] })) {
    const { view } = query.queryKey[1] as Filters;
    if (!belongs(view, state)) {
      queries.setQueryData<QueueData>(query.queryKey, (data) => data && without(data, id));
    } else if (!query.isActive()) {
      void queries.invalidateQueries({ queryKey: query.queryKey, exact: true, refetchType: "none" });
    }
  }
  unhide(id);
  settle(id);
  void queries.invalidateQueries({ queryKey: ["me"] });
}

/** The conversation as it really is, after the desk refused a decision because something was faster. */
export async function asItIs(
  queries: QueryClient,
  id: string,
  problem: DeskProblem,
): Promise<Conversation | null> {
  const given = problem.details["conversation"] as Conversation | undefined;
  if (given?.comment.id === id) {
    queries.setQueryData(conversationKey(id), given);
    return given;
  }
  try {
    return await queries.query({ ...conversationQuery(id), staleTime: 0 });
  } catch {
    return null;
  }
}

/** The answer to an approval was lost on the way, and trying again met the approval itself. */
export function isOwnApproval(
  current: Conversation,
  asked: { text: string; private: boolean },
  me: string,
): boolean {
  const { comment, reply } = current;
  return (
    (comment.state === "approved" || comment.state === "sending" || comment.state === "sent") &&
    reply?.approved_by === me &&
    reply.text.trim() === asked.text.trim() &&
    reply.private === asked.private
  );
}
