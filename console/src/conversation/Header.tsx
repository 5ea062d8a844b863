import type { RefObject } from "react";

import type { Conversation } from "../api/types";
import { IconButton } from "../parts/Button";
import { Outside } from "../parts/Outside";
import { neighbour } from "../queue/order";
import { useOpen } from "../queue/usePlace";
import { useMe } from "../session/me";
import { t } from "../texts";
import { ago, moment } from "../words/dates";
import { useNow } from "../words/useNow";
import { BackLink } from "./BackLink";

interface HeaderProps {
  conversation: Conversation;
  headingRef: RefObject<HTMLHeadingElement | null>;
}

export function Header({ conversation: { comment }, headingRef }: HeaderProps) {
  const me = useMe();
  const now = useNow();
  const open = useOpen();
  const page = me.pages.find((other) => other.id === comment.page_id)?.name ?? comment.page_id;
  const channel = t.channels[comment.channel as keyof typeof t.channels];
  const go = (step: 1 | -1): void => {
    const to = neighbour(comment.id, step);
    if (to) open(to, { focus: true });
  };
  return (
    <header className="conversation-head">
      <BackLink />
      <div className="conversation-who">
        <h2 id="conversation-title" tabIndex={-1} ref={headingRef}>
          <span className="visually-hidden">{t.conversation.label("")}</span>
          {comment.author ?? t.someone}
        </h2>
        <p className="quiet conversation-meta">
          <span>{t.conversation.on(channel, page)}</span>
          <time dateTime={comment.received_at} title={moment(comment.received_at)}>
            {ago(comment.received_at, now)}
          </time>
          {comment.state !== "waiting" && (
            <span className="tag tag-quiet">
              {t.queue.state[comment.deleted_at && comment.state === "dismissed" ? "deleted" : comment.state]}
            </span>
          )}
          {comment.url && <Outside href={comment.url}>{t.conversation.original}</Outside>}
        </p>
      </div>
      <div className="conversation-steps">
        <IconButton
          icon="previous"
          label={t.conversation.previous}
          aria-keyshortcuts="k"
          onPress={() => go(-1)}
        />
        <IconButton icon="next" label={t.conversation.next} aria-keyshortcuts="j" onPress={() => go(1)} />
      </div>
    </header>
  );
}
