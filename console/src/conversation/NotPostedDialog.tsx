import { useState } from "react";
import { Form } from "react-aria-components";

import { Button } from "../parts/Button";
import { Dialog } from "../parts/Dialog";
import { Field } from "../parts/Field";
import { t } from "../texts";

const MOST = 1_000;

interface NotPostedDialogProps {
  onClose: () => void;
  onSay: (reason: string) => void;
}

/** Why a reply can't be carried over: without a reason nobody could decide what to do instead. */
export function NotPostedDialog({ onClose, onSay }: NotPostedDialogProps) {
  const [reason, setReason] = useState("");
  const words = reason.trim();
  const isTooLong = words.length > MOST;
  return (
    <Dialog title={t.byHand.why.title} isOpen onClose={onClose}>
      <Form
        className="dialog-body form"
        onSubmit={(event) => {
          event.preventDefault();
          if (words && !isTooLong) onSay(words);
        }}
      >
        <Field
          label={t.byHand.why.label}
          hint={t.byHand.why.text}
          placeholder={t.byHand.why.placeholder}
          value={reason}
          onChange={setReason}
          error={isTooLong ? t.byHand.why.tooLong : undefined}
          // eslint-disable-next-line jsx-a11y/no-autofocus -- the dialog's only field
          autoFocus
        />
        <div className="dialog-foot">
          <Button look="quiet" onPress={onClose}>
            {t.cancel}
          </Button>
          <Button look="main" type="submit" isDisabled={!words || isTooLong}>
            {t.byHand.why.submit}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
