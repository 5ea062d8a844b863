import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Form } from "react-aria-components";
import { useLocation, useSearchParams } from "react-router";

import { signOnQuery } from "../account/queries";
import { answered, api } from "../api/client";
import { DeskProblem, messageOf } from "../api/errors";
import { meQuery } from "../api/queries";
import { Button } from "../parts/Button";
import { Field } from "../parts/Field";
import { t } from "../texts";
import { Entrance } from "./Entrance";
import "../styles/sign-on.css";

export function SignIn() {
  const queries = useQueryClient();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [code, setCode] = useState<string | null>(null);
  const [query] = useSearchParams();
  const { pathname } = useLocation();
  const signOn = useQuery(signOnQuery());
  const signIn = useMutation({
    mutationFn: () => answered(api.POST("/api/v1/session", { body: { email, password, code } })),
    onSuccess: (me) => queries.setQueryData(meQuery().queryKey, me),
    onError: (error) => {
      if (isCodeNeeded(error)) setCode("");
    },
  });
  const reason = query.get("sign-on");
  const error =
    signIn.error && !isCodeNeeded(signIn.error)
      ? messageOf(signIn.error)
      : reason && !signIn.isPending && code === null
        ? (t.account.signOn.reasons[reason] ?? t.account.signOn.failed)
        : null;
  return (
    <Entrance title={code === null ? t.signIn.title : t.account.code.title}>
      <Form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          signIn.mutate();
        }}
      >
        {error && (
          <p className="form-error" role="alert">
            {error}
          </p>
        )}
        {code === null ? (
          <>
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
          </>
        ) : (
          <Field
            label={t.account.factor.anyCode}
            hint={t.account.code.text}
            name="code"
            autoComplete="one-time-code"
            // eslint-disable-next-line jsx-a11y/no-autofocus -- the only thing that is left to do here
            autoFocus
            isRequired
            value={code}
            onChange={setCode}
          />
        )}
        <Button look="main" type="submit" isPending={signIn.isPending}>
          {signIn.isPending ? t.signIn.submitting : t.signIn.submit}
        </Button>
        {code === null ? (
          <p className="quiet">{t.signIn.forgotten}</p>
        ) : (
          <Button
            look="quiet"
            onPress={() => {
              setCode(null);
              signIn.reset();
            }}
          >
            {t.account.code.back}
          </Button>
        )}
      </Form>
      {signOn.data?.name && code === null && (
        <>
          <p className="sign-on-or quiet">{t.account.signOn.or}</p>
          <a
            className="button button-plain sign-on"
            href={`/api/v1/oidc/start?from=${encodeURIComponent(pathname)}`}
          >
            {t.account.signOn.button(signOn.data.name)}
          </a>
        </>
      )}
    </Entrance>
  );
}

function isCodeNeeded(error: unknown): boolean {
  return error instanceof DeskProblem && error.code === "code_needed";
}
