import type { ReactNode } from "react";

import type { Conversation } from "../api/types";
import { keepTyped } from "../decisions/typed";
import type { Decide } from "../decisions/decisions";
import { Breakable } from "../parts/Breakable";
import { Button } from "../parts/Button";
import { Icon } from "../parts/Icon";
import { Outside } from "../parts/Outside";
import { WhereReplyGoes } from "../start/WhereReplyGoes";
import { t } from "../texts";
import { ago, timeOfDay } from "../words/dates";
import { useNow } from "../words/useNow";

interface OutcomeProps {
  conversation: Conversation;
  decide: Decide;
  mayDecide: boolean;
}

/** What became of the comment once it was decided, and the ways on from there. */
export function Outcome({ conversation, decide, mayDecide }: OutcomeProps) {
  const { comment, reply } = conversation;
  const now = useNow();
  const undo = mayDecide && (
    <Button icon="undo" shortcut="z" onPress={() => decide.undo(comment.id, comment.version)}>
      {t.actions.undo}
    </Button>
  );
  switch (comment.state) {
    case "failed":
    case "unknown":
      return <Trouble conversation={conversation} decide={decide} mayDecide={mayDecide} />;
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
        >
          {reply && <p className="quiet">{t.outcome.sendsAt(timeOfDay(reply.send_after))}</p>}
          {undo}
        </Card>
      );
    default:
      return (
        <Card
          title={reply ? t.outcome.approved(reply.approved_by) : t.queue.state[comment.state]}
          text={reply?.text}
        >
          <p className="quiet">
            {reply?.sent_at
              ? t.outcome.sent(ago(reply.sent_at, now))
              : comment.state === "sending" && t.outcome.sending}
            {reply?.error && !reply.sent_at && ` ${reply.error}`}
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

function Card({ title, text, children }: { title: string; text?: string | undefined; children?: ReactNode }) {
  return (
    <section className="outcome" aria-label={title}>
      <h3>{title}</h3>
      {text && (
        <p className="outcome-text" dir="auto">
          <Breakable text={text} />
        </p>
      )}
      <div className="outcome-foot">{children}</div>
    </section>
  );
}

/** A reply that was not posted, or may have been: the reason, and three ways out in plain words. */
function Trouble({ conversation, decide, mayDecide }: OutcomeProps) {
  const { comment, reply } = conversation;
  const unknown = comment.state === "unknown";
  return (
    <section
      className="outcome outcome-bad"
      aria-label={unknown ? t.outcome.unknownTitle : t.outcome.failedTitle}
    >
      <h3>
        <Icon name="alert" />
        {unknown ? t.outcome.unknownTitle : t.outcome.failedTitle}
      </h3>
      <p>{unknown ? t.outcome.unknownText : t.outcome.failedText}</p>
      <p className="outcome-reason">{reply?.error ?? t.outcome.noReason}</p>
      {comment.url && (
        <p>
          <Outside href={comment.url}>{t.outcome.look}</Outside>
        </p>
      )}
      {reply && (
        <p className="outcome-text" dir="auto">
          <Breakable text={reply.text} />
        </p>
      )}
      {mayDecide && (
        <ul className="ways">
          {unknown && (
            <Way words={t.outcome.markSentText}>
              <Button look="main" icon="approve" onPress={() => decide.ask(conversation, "mark-sent")}>
                {t.outcome.markSent}
              </Button>
            </Way>
          )}
          <Way words={unknown ? t.outcome.retryUnknown : t.outcome.retryFailed}>
            <Button
              look={unknown ? "plain" : "main"}
              icon="redraft"
              onPress={() => decide.ask(conversation, "retry")}
            >
              {t.outcome.retry}
            </Button>
          </Way>
          {!unknown && (
            <Way words={t.outcome.editText}>
              <Button
                icon="edit"
                onPress={() => {
                  if (reply)
                    keepTyped(comment.id, { text: reply.text, draftId: conversation.draft?.id ?? null });
                  decide.ask(conversation, "give-up");
                }}
              >
                {t.outcome.edit}
              </Button>
            </Way>
          )}
          <Way words={t.outcome.giveUpText}>
            <Button icon="dismiss" onPress={() => decide.ask(conversation, "give-up")}>
              {t.outcome.giveUp}
            </Button>
          </Way>
        </ul>
      )}
    </section>
  );
}

function Way({ words, children }: { words: string; children: ReactNode }) {
  return (
    <li>
      {children}
      <span className="quiet">{words}</span>
    </li>
  );
}
