import { lazy, type ReactNode, Suspense } from "react";

import type { Conversation } from "../api/types";
import type { Decide } from "../decisions/decisions";
import { Breakable } from "../parts/Breakable";
import { Button } from "../parts/Button";
import { WhereReplyGoes } from "../start/WhereReplyGoes";
import { t } from "../texts";
import { ago, timeOfDay } from "../words/dates";
import { toldWords } from "../words/said";
import { tongueOf } from "../words/tongue";
import { useNow } from "../words/useNow";
import { PrivateTag } from "./PrivateTag";

const ByHand = lazy(() => import("./ByHand"));
const Trouble = lazy(() => import("./Trouble"));

export interface OutcomeProps {
  conversation: Conversation;
  decide: Decide;
  mayDecide: boolean;
}

/** What became of the comment once it was decided, and the ways on from there. */
export function Outcome({ conversation, decide, mayDecide }: OutcomeProps) {
  const { comment, reply } = conversation;
  const now = useNow();
  const lang = tongueOf(conversation.understanding);
  if (comment.state === "sending" && conversation.by_hand && reply && !reply.error) {
    return (
      <Suspense>
        <ByHand
          key={reply.id}
          conversation={conversation}
          reply={reply}
          decide={decide}
          mayDecide={mayDecide}
        />
      </Suspense>
    );
  }
  const undo = mayDecide && (
    <Button icon="undo" shortcut="z" onPress={() => decide.undo(comment.id, comment.version)}>
      {t.actions.undo}
    </Button>
  );
  switch (comment.state) {
    case "failed":
    case "unknown":
      return (
        <Suspense>
          <Trouble conversation={conversation} decide={decide} mayDecide={mayDecide} />
        </Suspense>
      );
    case "dismissed":
      return comment.deleted_at ? (
        <Card title={t.queue.state.deleted} />
      ) : (
        <Card title={t.outcome.dismissed}>{undo}</Card>
      );
    case "approved":
      return (
        <Card
          title={reply ? t.outcome.approved(reply.approved_by) : t.queue.state.approved}
          text={reply?.text}
          lang={lang}
        >
          <PrivateTag reply={reply} />
          {reply && (
            <p className="quiet">
              {(conversation.by_hand ? t.byHand.soon : t.outcome.sendsAt)(timeOfDay(reply.send_after))}
            </p>
          )}
          {undo}
        </Card>
      );
    default:
      return (
        <Card
          title={reply ? t.outcome.approved(reply.approved_by) : t.queue.state[comment.state]}
          text={reply?.text}
          lang={lang}
        >
          <PrivateTag reply={reply} />
          <p className="quiet">
            {reply?.sent_at
              ? t.outcome.sent(ago(reply.sent_at, now))
              : comment.state === "sending" && t.outcome.sending}
            {reply?.error && !reply.sent_at && ` ${toldWords(reply, "error", reply.error)}`}
          </p>
          {comment.state === "sending" && (
            <details className="fold outcome-goes">
              <summary>{t.start.goes.title}</summary>
              <WhereReplyGoes page={comment.page_id} />
            </details>
          )}
        </Card>
      );
  }
}

interface CardProps {
  title: string;
  text?: string | undefined;
  /** The text's. */
  lang?: string;
  children?: ReactNode;
}

function Card({ title, text, lang, children }: CardProps) {
  return (
    <section className="outcome" aria-label={title}>
      <h3>{title}</h3>
      {text && (
        <p className="outcome-text" dir="auto" lang={lang}>
          <Breakable text={text} />
        </p>
      )}
      <div className="outcome-foot">{children}</div>
    </section>
  );
}
