import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";

import { conversationQuery } from "../api/queries";
import { useKeys } from "../keys/useKeys";
import { Failed, Skeleton } from "../parts/states";
import { neighbour } from "../queue/order";
import { t } from "../texts";
import { BackLink } from "./BackLink";
import { ConversationView, type Early } from "./ConversationView";

/** One comment with all that is known about it. */
export function ConversationPane({ id }: { id: string }) {
  const conversation = useQuery(conversationQuery(id));
  const queries = useQueryClient();

  // A quick hand is ahead of the network. Approving is not among these: nobody approves what they haven't seen.
  const [early, setEarly] = useState<Early | null>(null);
  useKeys(
    conversation.data
      ? {}
      : { d: () => setEarly("dismiss"), l: () => setEarly("relabel"), e: () => setEarly("edit") },
  );

  // The next one is there before it is asked for.
  useEffect(() => {
    if (!conversation.data) return;
    const next = neighbour(id, 1);
    if (next) queries.query(conversationQuery(next)).catch(() => undefined);
  }, [conversation.data, id, queries]);

  if (conversation.data) return <ConversationView conversation={conversation.data} early={early} />;
  return (
    <section className="conversation" aria-label={t.conversation.loading}>
      <header className="conversation-head">
        <BackLink />
      </header>
      {conversation.error ? (
        <Failed
          title={t.conversation.failed}
          error={conversation.error}
          onRetry={() => void conversation.refetch()}
        />
      ) : (
        <Skeleton rows={4} label={t.conversation.loading} />
      )}
    </section>
  );
}
