import { useState } from "react";
import { Form, ListBox, ListBoxItem, SwitchButton, SwitchField } from "react-aria-components";

import { Button } from "../parts/Button";
import { Dialog } from "../parts/Dialog";
import { Field } from "../parts/Field";
import { t } from "../texts";
import { momentShort } from "../words/dates";
import { chosenTime, presets } from "../words/snooze";

interface SnoozeDialogProps {
  isSnoozed: boolean;
  hasReminder: boolean;
  onClose: () => void;
  onSnooze: (until: Date | null) => void;
  onRemind: (at: Date | null) => void;
}

const BACK = "back";

/** S, an arrow if need be, Enter: the comment comes back then, or only a reminder of it does. */
export function SnoozeDialog({ isSnoozed, hasReminder, onClose, onSnooze, onRemind }: SnoozeDialogProps) {
  const [remindOnly, setRemindOnly] = useState(hasReminder && !isSnoozed);
  const [date, setDate] = useState("");
  const [wrong, setWrong] = useState(false);
  const [times] = useState(() => presets(new Date()));
  const choose = remindOnly ? onRemind : onSnooze;
  const canTakeBack = remindOnly ? hasReminder : isSnoozed;
  return (
    <Dialog title={t.together.snoozeTitle} isOpen onClose={onClose}>
      <ListBox
        className="menu"
        aria-label={t.together.snoozeTitle}
        // eslint-disable-next-line jsx-a11y/no-autofocus -- a dialog that was asked for; its first choice is where one begins
        autoFocus="first"
        onAction={(key) => choose(times.find(({ preset }) => preset === key)?.at ?? null)}
      >
        {[
          ...times.map(({ preset, at }) => (
            <ListBoxItem key={preset} id={preset} className="menu-item" textValue={t.together.times[preset]}>
              {t.together.times[preset]}
              <span className="quiet menu-note">{momentShort(at.toISOString())}</span>
            </ListBoxItem>
          )),
          canTakeBack && (
            <ListBoxItem key={BACK} id={BACK} className="menu-item">
              {remindOnly ? t.together.noReminder : t.together.backNow}
            </ListBoxItem>
          ),
        ]}
      </ListBox>
      <Form
        className="dialog-body form"
        onSubmit={(event) => {
          event.preventDefault();
          const at = chosenTime(date, new Date());
          setWrong(at === null);
          if (at) choose(at);
        }}
      >
        <Field
          label={t.together.date}
          type="datetime-local"
          value={date}
          onChange={(value) => {
            setDate(value);
            setWrong(false);
          }}
          error={wrong ? t.together.dateWrong : undefined}
        />
        <SwitchField isSelected={remindOnly} onChange={setRemindOnly}>
          <SwitchButton className="switch">
            <span className="switch-track" aria-hidden="true" />
            {t.together.remindOnly}
          </SwitchButton>
        </SwitchField>
        <p className="quiet">{remindOnly ? t.together.remindText : t.together.snoozeText}</p>
        <div className="dialog-foot">
          <Button look="quiet" onPress={onClose}>
            {t.cancel}
          </Button>
          <Button look="main" type="submit" isDisabled={date === ""}>
            {t.together.dateSubmit}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
