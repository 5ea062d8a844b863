import { useState } from "react";
import { Form, Label, RadioButton, RadioField, RadioGroup } from "react-aria-components";

import type { Dismissal } from "../api/types";
import { Button } from "../parts/Button";
import { Dialog } from "../parts/Dialog";
import { Field } from "../parts/Field";
import { t } from "../texts";

const REASONS = Object.keys(t.dismissals) as Dismissal[];

interface DismissDialogProps {
  author: string;
  onClose: () => void;
  onDismiss: (reason: Dismissal, note: string | null) => void;
}

/** D, an arrow if need be, Enter: a reason is always chosen, so the keyboard alone is quick. */
export default function DismissDialog({ author, onClose, onDismiss }: DismissDialogProps) {
  const [reason, setReason] = useState<Dismissal>("no-reply-needed");
  const [note, setNote] = useState("");
  return (
    <Dialog title={t.dismiss.title(author)} isOpen onClose={onClose}>
      <Form
        className="dialog-body form"
        onSubmit={(event) => {
          event.preventDefault();
          onDismiss(reason, note.trim() || null);
          setNote("");
        }}
      >
        <p className="quiet">{t.dismiss.text}</p>
        <RadioGroup className="radios" value={reason} onChange={(value) => setReason(value as Dismissal)}>
          <Label>{t.dismiss.reason}</Label>
          {REASONS.map((value) => (
            // eslint-disable-next-line jsx-a11y/no-autofocus -- a dialog that was asked for; its first choice is where one begins
            <RadioField key={value} value={value} autoFocus={value === reason}>
              <RadioButton className="radio">
                <span className="radio-dot" aria-hidden="true" />
                {t.dismissals[value]}
              </RadioButton>
            </RadioField>
          ))}
        </RadioGroup>
        <Field label={t.dismiss.note} value={note} onChange={setNote} rows={2} />
        <div className="dialog-foot">
          <Button look="quiet" onPress={onClose}>
            {t.cancel}
          </Button>
          <Button look="main" type="submit">
            {t.dismiss.submit}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
