import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";

import { conversationQuery } from "../api/queries";
import { Failed, Skeleton } from "../parts/states";
import { neighbour } from "../queue/order";
import { t } from "../texts";
import { BackLink } from "./BackLink";
import { ConversationView } from "./ConversationView";

/** One comment with all that is known about it. */
export function ConversationPane({ id }: { id: string }) {
  const conversation = useQuery(conversationQuery(id));
  const queries = useQueryClient();

  // The next one is there before it is asked for.
  useEffect(() => {
    if (!conversation.data) return;
    const next = neighbour(id, 1);
    if (next) queries.query(conversationQuery(next)).catch(() => undefined);
  }, [conversation.data, id, queries]);

  if (conversation.data) return <ConversationView conversation={conversation.data} />;
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
