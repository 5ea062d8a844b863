import { useState } from "react";
import { Form } from "react-aria-components";

import { Button } from "../parts/Button";
import { Dialog } from "../parts/Dialog";
import { Field } from "../parts/Field";
import { t } from "../texts";

interface EscalateDialogProps {
  onClose: () => void;
  onEscalate: (note: string) => void;
}

/** H, a few words if need be, Enter. */
export function EscalateDialog({ onClose, onEscalate }: EscalateDialogProps) {
  const [note, setNote] = useState("");
  return (
    <Dialog title={t.together.escalateTitle} isOpen onClose={onClose}>
      <Form
        className="dialog-body form"
        onSubmit={(event) => {
          event.preventDefault();
          onEscalate(note.trim());
        }}
      >
        <p className="quiet">{t.together.escalateText}</p>
        {/* eslint-disable-next-line jsx-a11y/no-autofocus -- a dialog that was asked for, with one field */}
        <Field label={t.together.escalateNote} value={note} onChange={setNote} maxLength={2000} autoFocus />
        <div className="dialog-foot">
          <Button look="quiet" onPress={onClose}>
            {t.cancel}
          </Button>
          <Button look="main" type="submit">
            {t.together.escalateSubmit}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
