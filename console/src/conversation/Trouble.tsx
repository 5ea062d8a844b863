import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Link } from "react-router";

import { healthQuery } from "../api/health";
import { choosePrivately } from "../decisions/privately";
import { keepTyped } from "../decisions/typed";
import { Breakable } from "../parts/Breakable";
import { Button } from "../parts/Button";
import { Icon } from "../parts/Icon";
import { Outside } from "../parts/Outside";
import { Told } from "../parts/Told";
import { may, useMe } from "../session/me";
import { t } from "../texts";
import { ago } from "../words/dates";
import { toldWords } from "../words/said";
import { tongueOf } from "../words/tongue";
import { causeOf } from "../words/trouble";
import { useNow } from "../words/useNow";
import type { OutcomeProps } from "./Outcome";
import { PrivateTag } from "./PrivateTag";

/** A reply that was not posted, or may have been: the reason, what to do about it, and the ways out. */
export default function Trouble({ conversation, decide, mayDecide }: OutcomeProps) {
  const { comment, reply } = conversation;
  const unknown = comment.state === "unknown";
  const cause = causeOf(reply?.error);
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
      <p className="outcome-reason">
        {reply?.error ? <Told of={reply} field="error" english={reply.error} /> : t.outcome.noReason}
      </p>
      {!unknown && <p>{t.trouble.todo[cause]}</p>}
      {comment.url && (
        <p>
          <Outside href={comment.url}>{t.outcome.look}</Outside>
        </p>
      )}
      <Health page={comment.page_id} />
      <PrivateTag reply={reply} />
      {reply && (
        <p className="outcome-text" dir="auto" lang={tongueOf(conversation.understanding)}>
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
              look={unknown || cause === "content" ? "plain" : "main"}
              icon="redraft"
              onPress={() => decide.ask(conversation, "retry")}
            >
              {t.outcome.retry}
            </Button>
          </Way>
          {!unknown && (
            <Way words={t.outcome.editText}>
              <Button
                look={cause === "content" ? "main" : "plain"}
                icon="edit"
                onPress={() => {
                  if (reply) {
                    keepTyped(comment.id, { text: reply.text, draftId: conversation.draft?.id ?? null });
                    choosePrivately(comment.id, reply.private);
                  }
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

/** Whether it is this reply alone, or everything on its page's connections. */
function Health({ page }: { page: string }) {
  const now = useNow();
  const me = useMe();
  const health = useQuery(healthQuery());
  const all = health.data?.items.filter((one) => one.page_id === page) ?? [];
  const failing = all.find((one) => one.failing);
  const stopped = all.find((one) => one.in_trouble);
  const last = all
    .flatMap((one) => one.sent_at ?? [])
    .sort()
    .at(-1);
  if (all.length === 0) return null;
  return (
    <p className="quiet">
      <strong>{t.trouble.health}:</strong>{" "}
      {stopped
        ? `${t.trouble.inTrouble(stopped.name, stopped.page)}. ${stopped.reason ? toldWords(stopped, "reason", stopped.reason) : ""}`
        : failing
          ? `${t.trouble.failing(failing.page)}. ${failing.sent_at ? t.trouble.failingSince(ago(failing.sent_at, now)) : ""}`
          : last
            ? t.trouble.works(ago(last, now))
            : t.trouble.silent}{" "}
      {may(me, "admin", page) && (
        <Link to={`/settings/connections?page=${encodeURIComponent(page)}`}>
          {stopped || failing ? t.trouble.reconnect : t.trouble.look}
        </Link>
      )}
    </p>
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
