import { memo } from "react";

import { Icon } from "../parts/Icon";
import { Told } from "../parts/Told";
import { t } from "../texts";
import { age, moment, shortMoment } from "../words/dates";
import { tongue } from "../words/tongue";
import { intentInRow, severityWords } from "../words/understood";
import { useNow } from "../words/useNow";
import type { QueueItem } from "./contract";
import { dueIn, initials } from "./due";
import { escalationWords } from "./escalations";
import { pick, pickRange } from "./selection";

interface QueueRowProps {
  item: QueueItem;
  /** The address's search, so that opening a comment leaves the queue as it is filtered. */
  search: string;
  isOpen: boolean;
  isTabStop: boolean;
  /** Null for those who may not act on many. */
  isPicked: boolean | null;
}

/**
 * One comment in the queue. It looks at nothing outside its properties but the clock: scrolling, opening another
 * comment and selecting leave all other rows alone. The list hears its clicks.
 */
export const QueueRow = memo(function QueueRow(props: QueueRowProps) {
  const { item, search, isOpen, isTabStop, isPicked } = props;
  const now = useNow();
  return (
    <>
      {isPicked !== null && <Pick item={item} isPicked={isPicked} isTabStop={isTabStop} />}
      <a
        className="row"
        href={`/comment/${item.id}${search}`}
        tabIndex={isTabStop ? 0 : -1}
        aria-current={isOpen ? "true" : undefined}
        data-escalates={item.escalated || item.escalate.length > 0 || undefined}
        data-picked={isPicked || undefined}
      >
        <span className="row-head">
          <span className="row-author">{item.author ?? t.someone}</span>
          <span className="row-channel">{t.channels[item.channel as keyof typeof t.channels]}</span>
          {item.notes > 0 && (
            <span className="row-notes" title={t.row.notes(item.notes)}>
              <Icon name="note" size={13} />
              <span aria-hidden="true">{item.notes}</span>
              <span className="visually-hidden">{t.row.notes(item.notes)}</span>
            </span>
          )}
          {item.assignee && (
            <span className="row-person" title={t.row.assigned(item.assignee.name)}>
              <span aria-hidden="true">{initials(item.assignee.name)}</span>
              <span className="visually-hidden">{t.row.assigned(item.assignee.name)}</span>
            </span>
          )}
          <time className="row-age" dateTime={item.received_at} title={moment(item.received_at)}>
            {age(item.received_at, now)}
          </time>
        </span>
        <span className="row-excerpt" lang={tongue(item.language)}>
          {item.excerpt}
        </span>
        <span className="row-marks">
          <RowTime item={item} now={now} />
          {item.escalate.length > 0 && (
            <span className="tag tag-escalation row-cut" title={escalationWords(item.escalate)}>
              <Icon name="alert" size={13} />
              <span>
                <span className="visually-hidden">{t.queue.escalation}: </span>
                {escalationWords(item.escalate)}
              </span>
            </span>
          )}
          {item.escalated && item.escalate.length === 0 && (
            <span className="tag tag-escalation">
              <Icon name="alert" size={13} />
              {t.queue.escalation}
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
          {item.mentioned && (
            <span className="tag tag-question">
              <Icon name="note" size={13} />
              {t.row.mentioned}
            </span>
          )}
          {item.needs_second && isWaiting(item) && (
            <span className="tag tag-question">
              <Icon name="second" size={13} />
              {t.row.second}
            </span>
          )}
          {whyHere(item) && (
            <span className="row-why row-cut">
              <Told of={item} field="why_here" english={whyHere(item) ?? ""} />
            </span>
          )}
        </span>
      </a>
    </>
  );
});

interface PickProps {
  item: QueueItem;
  isPicked: boolean;
  isTabStop: boolean;
}

function Pick({ item, isPicked, isTabStop }: PickProps) {
  return (
    <label className="row-pick">
      <input
        type="checkbox"
        checked={isPicked}
        tabIndex={isTabStop ? 0 : -1}
        aria-label={t.row.pick(item.author ?? t.someone)}
        aria-keyshortcuts="x"
        onChange={() => undefined}
        onClick={(event) => (event.shiftKey ? pickRange(item.id) : pick(item.id))}
      />
    </label>
  );
}

const isWaiting = (item: QueueItem): boolean =>
  item.state === "received" || item.state === "drafting" || item.state === "waiting";

/** By when it is promised, or until when it is put off. */
function RowTime({ item, now }: { item: QueueItem; now: number }) {
  if (!isWaiting(item)) return null;
  if (item.snoozed_until && Date.parse(item.snoozed_until) > now) {
    return (
      <span className="tag tag-quiet" title={moment(item.snoozed_until)}>
        <Icon name="clock" size={13} />
        <span className="visually-hidden">{t.row.snoozedLabel}. </span>
        {t.row.snoozed(shortMoment(item.snoozed_until))}
      </span>
    );
  }
  if (!item.due_at) return null;
  const due = dueIn(item.due_at, now);
  return (
    <time className="tag row-due" data-due={due.state} dateTime={item.due_at} title={moment(item.due_at)}>
      <Icon name={due.state === "overdue" ? "alert" : "clock"} size={13} />
      {due.words}
    </time>
  );
}

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
