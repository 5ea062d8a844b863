import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Form } from "react-aria-components";

import { Button } from "../parts/Button";
import { Field } from "../parts/Field";
import { FormError } from "../parts/FormError";
import { t } from "../texts";

interface CodeFormProps<Answer> {
  label?: string;
  hint: string;
  submit: string;
  send: (code: string) => Promise<Answer>;
  onDone: (answer: Answer) => void;
  onCancel: () => void;
}

/** Asks for a code before something is done. */
export function CodeForm<Answer>({ label, hint, submit, send, onDone, onCancel }: CodeFormProps<Answer>) {
  const [code, setCode] = useState("");
  const sending = useMutation({ mutationFn: () => send(code), onSuccess: onDone });
  return (
    <Form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        sending.mutate();
      }}
    >
      <FormError error={sending.error} />
      <Field
        label={label ?? t.account.factor.anyCode}
        hint={hint}
        name="code"
        autoComplete="one-time-code"
        // eslint-disable-next-line jsx-a11y/no-autofocus -- it was asked for by the button before it
        autoFocus
        isRequired
        value={code}
        onChange={setCode}
      />
      <div className="form-line">
        <Button look="main" type="submit" isPending={sending.isPending}>
          {submit}
        </Button>
        <Button look="quiet" onPress={onCancel}>
          {t.account.factor.cancel}
        </Button>
      </div>
    </Form>
  );
}
