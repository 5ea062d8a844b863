import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Form } from "react-aria-components";

import { answered, api } from "../api/client";
import { messageOf } from "../api/errors";
import { meQuery } from "../api/queries";
import { Button } from "../parts/Button";
import { Field } from "../parts/Field";
import { t } from "../texts";
import { Entrance } from "./Entrance";

export function SignIn() {
  const queries = useQueryClient();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const signIn = useMutation({
    mutationFn: () => answered(api.POST("/api/v1/session", { body: { email, password } })),
    onSuccess: (me) => queries.setQueryData(meQuery().queryKey, me),
  });
  return (
    <Entrance title={t.signIn.title}>
      <Form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          signIn.mutate();
        }}
      >
        {signIn.error && (
          <p className="form-error" role="alert">
            {messageOf(signIn.error)}
          </p>
        )}
        <Field
          label={t.signIn.email}
          name="email"
          type="email"
          autoComplete="username"
          isRequired
          value={email}
          onChange={setEmail}
        />
        <Field
          label={t.signIn.password}
          name="password"
          type="password"
          autoComplete="current-password"
          isRequired
          value={password}
          onChange={setPassword}
        />
        <Button look="main" type="submit" isPending={signIn.isPending}>
          {signIn.isPending ? t.signIn.submitting : t.signIn.submit}
        </Button>
        <p className="quiet">{t.signIn.forgotten}</p>
      </Form>
    </Entrance>
  );
}
