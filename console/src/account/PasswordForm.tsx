import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Form } from "react-aria-components";

import { answered, api } from "../api/client";
import { Button } from "../parts/Button";
import { Field } from "../parts/Field";
import { FormError } from "../parts/FormError";
import { t } from "../texts";
import type { OwnAccount } from "./queries";

export function PasswordForm({ account }: { account: OwnAccount }) {
  const queries = useQueryClient();
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const texts = t.account.password;
  const change = useMutation({
    mutationFn: () => answered(api.POST("/api/v1/account/password", { body: { current, new: next } })),
    onSuccess: () => {
      setCurrent("");
      setNext("");
      void queries.invalidateQueries({ queryKey: ["account"] });
    },
  });
  return (
    <section className="account-part" aria-labelledby="account-password">
      <h2 id="account-password">{texts.title}</h2>
      {account.has_password ? (
        <Form
          className="form"
          onSubmit={(event) => {
            event.preventDefault();
            change.mutate();
          }}
        >
          <p className="quiet">{texts.text}</p>
          <FormError error={change.error} />
          <p role="status">{change.data && texts.done(change.data.ended)}</p>
          {/* For the browser's password store, which keeps a password beside its name. */}
          <input type="hidden" name="username" autoComplete="username" value={account.email} readOnly />
          <Field
            label={texts.current}
            type="password"
            autoComplete="current-password"
            isRequired
            value={current}
            onChange={setCurrent}
          />
          <Field
            label={texts.next}
            hint={texts.hint}
            type="password"
            autoComplete="new-password"
            minLength={10}
            isRequired
            value={next}
            onChange={setNext}
          />
          <Button look="main" type="submit" isPending={change.isPending}>
            {texts.submit}
          </Button>
        </Form>
      ) : (
        <p>{texts.none}</p>
      )}
    </section>
  );
}
