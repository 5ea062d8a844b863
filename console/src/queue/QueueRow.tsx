import { useQueryClient } from "@tanstack/react-query";
import { memo } from "react";
import { Link, useLocation } from "react-router";

import { conversationQuery } from "../api/queries";
import type { QueueItem } from "../api/types";
import { Icon } from "../parts/Icon";
import { t } from "../texts";
import { age, moment } from "../words/dates";
import { intentInRow, severityWords } from "../words/understood";
import { useNow } from "../words/useNow";
import { escalationWords } from "./escalations";

interface QueueRowProps {
  item: QueueItem;
  isOpen: boolean;
  isTabStop: boolean;
}

export const QueueRow = memo(function QueueRow({ item, isOpen, isTabStop }: QueueRowProps) {
  const { search } = useLocation();
  const now = useNow();
  const queries = useQueryClient();
  return (
    <Link
      className="row"
      to={{ pathname: `/comment/${item.id}`, search }}
      state={{ focus: false }}
      onPointerEnter={() => void queries.query(conversationQuery(item.id)).catch(() => undefined)}
      tabIndex={isTabStop ? 0 : -1}
      aria-current={isOpen ? "true" : undefined}
      data-escalates={item.escalate.length > 0 || undefined}
    >
      <span className="row-head">
        <span className="row-author">{item.author ?? t.someone}</span>
        <span className="row-channel">{t.channels[item.channel as keyof typeof t.channels]}</span>
        <time className="row-age" dateTime={item.received_at} title={moment(item.received_at)}>
          {age(item.received_at, now)}
        </time>
      </span>
      <span className="row-excerpt">{item.excerpt}</span>
      <span className="row-marks">
        {item.escalate.length > 0 && (
          <span className="tag tag-escalation row-cut" title={escalationWords(item.escalate)}>
            <Icon name="alert" size={13} />
            <span>
              <span className="visually-hidden">{t.queue.escalation}: </span>
              {escalationWords(item.escalate)}
            </span>
          </span>
        )}
        {item.intent && (
          <span
            className={`tag tag-${item.intent}`}
            title={
              item.severity > 0
                ? t.understood.severity(item.severity, severityWords(item.severity))
                : undefined
            }
            data-severe={item.severity > 2 || undefined}
          >
            <Icon name={item.intent} size={13} />
            {intentInRow(item.intent, item.severity)}
          </span>
        )}
        <RowState item={item} />
        {whyHere(item) && <span className="row-why row-cut">{whyHere(item)}</span>}
      </span>
    </Link>
  );
});

function RowState({ item }: { item: QueueItem }) {
  if (item.state === "received" || item.state === "drafting") {
    return <span className="tag tag-quiet">{t.queue.drafting}</span>;
  }
  if (item.state !== "waiting") {
    const bad = item.state === "failed" || item.state === "unknown";
    return <span className={bad ? "tag tag-escalation" : "tag tag-quiet"}>{t.queue.state[item.state]}</span>;
  }
  if (item.unsure) return <span className="tag tag-quiet">{t.queue.unsure}</span>;
  return item.has_draft ? null : <span className="tag tag-quiet">{t.queue.noDraft}</span>;
}

/** The reason for its place, unless the marks say the same already. */
function whyHere(item: QueueItem): string | null {
  if (item.state !== "waiting" || !item.why_here) return null;
  const said = item.intent ? t.intents[item.intent].toLowerCase() : "";
  const why = item.why_here.toLowerCase();
  return why.startsWith("escalation") || (said && why.startsWith(said)) ? null : item.why_here;
}
