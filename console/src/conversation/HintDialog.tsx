import { useState } from "react";
import { Form } from "react-aria-components";

import { Button } from "../parts/Button";
import { Dialog } from "../parts/Dialog";
import { Field } from "../parts/Field";
import { t } from "../texts";

const MOST = 300;

interface HintDialogProps {
  onClose: () => void;
  onAsk: (hint: string | null) => void;
}

/** T, a few words, Enter; without words it is a plain second draft. */
export default function HintDialog({ onClose, onAsk }: HintDialogProps) {
  const [words, setWords] = useState("");
  const isTooLong = words.trim().length > MOST;
  return (
    <Dialog title={t.hint.title} isOpen onClose={onClose}>
      <Form
        className="dialog-body form"
        onSubmit={(event) => {
          event.preventDefault();
          if (!isTooLong) onAsk(words.trim() || null);
        }}
      >
        <Field
          label={t.hint.label}
          hint={t.hint.text}
          placeholder={t.hint.placeholder}
          value={words}
          onChange={setWords}
          error={isTooLong ? t.hint.tooLong : undefined}
          // eslint-disable-next-line jsx-a11y/no-autofocus -- the dialog's only field
          autoFocus
        />
        <div className="dialog-foot">
          <Button look="quiet" onPress={onClose}>
            {t.cancel}
          </Button>
          <Button look="main" type="submit" isDisabled={isTooLong}>
            {t.hint.submit}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
