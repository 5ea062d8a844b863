import "./together.css";

import type { Conversation } from "../api/types";
import { Button } from "../parts/Button";
import { t } from "../texts";
import { momentShort } from "../words/dates";
import { Moderation } from "./Moderation";
import { Presence } from "./Presence";
import type { Together } from "./useTogether";

interface StandingProps {
  conversation: Conversation;
  together: Together;
}

/** Who looks after the comment, until when it can wait, and who is here. */
export default function Standing({ conversation, together }: StandingProps) {
  const { assignee, snoozed_until, escalated, reminders } = conversation;
  const { mayAct, isOpen, me, ask } = together;
  const whose = !assignee
    ? t.together.assign
    : assignee.id === me
      ? t.together.assignedToYou
      : t.together.assignedTo(assignee.name);
  const reminder = reminders.find((one) => one.id === me);
  const snoozed = snoozed_until
    ? t.together.snoozedUntil(momentShort(snoozed_until))
    : reminder && t.together.remindedAt(momentShort(reminder.at));
  return (
    <section className="standing" aria-label={t.together.label}>
      {mayAct ? (
        <>
          <Button look="quiet" icon="user" shortcut="m" onPress={() => ask("assign")}>
            {whose}
          </Button>
          {isOpen && (
            <>
              <Button look="quiet" icon="history" shortcut="s" onPress={() => ask("snooze")}>
                {snoozed ?? t.together.snooze}
              </Button>
              {escalated ? (
                <span className="tag tag-escalation">{t.together.escalated}</span>
              ) : (
                <Button look="quiet" icon="alert" shortcut="h" onPress={() => ask("escalate")}>
                  {t.together.escalate}
                </Button>
              )}
            </>
          )}
          <Button
            look="quiet"
            icon="edit"
            shortcut="n"
            onPress={() => document.querySelector<HTMLElement>("#note")?.focus()}
          >
            {t.together.notes.add}
          </Button>
        </>
      ) : (
        <>
          {assignee && <span className="quiet">{whose}</span>}
          {isOpen && snoozed && <span className="quiet">{snoozed}</span>}
          {escalated && <span className="tag tag-escalation">{t.together.escalated}</span>}
        </>
      )}
      <Moderation conversation={conversation} />
      <Presence together={together} />
    </section>
  );
}
