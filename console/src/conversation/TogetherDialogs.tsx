import { Button } from "../parts/Button";
import { Dialog } from "../parts/Dialog";
import type { Conversation } from "../api/types";
import { t } from "../texts";
import { AssignDialog } from "./AssignDialog";
import { EscalateDialog } from "./EscalateDialog";
import { SnoozeDialog } from "./SnoozeDialog";
import type { Together } from "./useTogether";

interface TogetherDialogsProps {
  conversation: Conversation;
  together: Together;
}

/** What a person is asked when working together; one at a time. */
export default function TogetherDialogs({ conversation, together }: TogetherDialogsProps) {
  const { asking, isOpen, locked } = together;
  const close = (): void => together.ask(null);
  if (asking === "assign")
    return (
      <AssignDialog
        page={conversation.comment.page_id}
        me={together.me}
        now={conversation.assignee?.id ?? null}
        onClose={close}
        onAssign={together.assign}
      />
    );
  if (!isOpen) return null; // decided while the question stood here
  if (asking === "snooze")
    return (
      <SnoozeDialog
        isSnoozed={Boolean(conversation.snoozed_until)}
        hasReminder={conversation.reminders.some((one) => one.id === together.me)}
        onClose={close}
        onSnooze={together.snooze}
        onRemind={together.remind}
      />
    );
  if (asking === "escalate") return <EscalateDialog onClose={close} onEscalate={together.escalate} />;
  if (asking === "take-over" && locked)
    return (
      <Dialog title={t.together.takeOver.title(locked.name)} isOpen onClose={close}>
        <div className="dialog-body">
          <p>{t.together.takeOver.text}</p>
          <div className="dialog-foot">
            {/* eslint-disable-next-line jsx-a11y/no-autofocus -- the careful way is the nearest */}
            <Button look="main" autoFocus onPress={close}>
              {t.together.takeOver.leave(locked.name)}
            </Button>
            <Button onPress={together.takeOver}>{t.together.takeOver.submit}</Button>
          </div>
        </div>
      </Dialog>
    );
  return null;
}
