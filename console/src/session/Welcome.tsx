import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Form } from "react-aria-components";
import { Link, useNavigate, useParams } from "react-router";

import { answered, api } from "../api/client";
import { DeskProblem } from "../api/errors";
import { meQuery, signInLinkQuery } from "../api/queries";
import { Button } from "../parts/Button";
import { Field } from "../parts/Field";
import { FormError } from "../parts/FormError";
import { Failed, Skeleton } from "../parts/states";
import { t } from "../texts";
import { ChosenPassword } from "./ChosenPassword";
import { Entrance } from "./Entrance";

/** Where a one-time link leads: it makes the account and signs in. */
export default function Welcome() {
  const { token = "" } = useParams();
  const link = useQuery(signInLinkQuery(token));
  if (link.data) {
    const { purpose, name, email } = link.data;
    return (
      <Entrance title={t.welcome.title}>
        <p>{purpose === "first-admin" ? t.welcome.first : t.welcome.invite}</p>
        <NewAccount token={token} givenName={name ?? ""} givenEmail={email ?? ""} />
      </Entrance>
    );
  }
  if (link.error instanceof DeskProblem) {
    return (
      <Entrance title={t.welcome.deadTitle}>
        <p>{t.welcome.deadText}</p>
        <Link className="button button-main" to="/">
          {t.welcome.toSignIn}
        </Link>
      </Entrance>
    );
  }
  return (
    <Entrance title={t.welcome.title}>
      {link.error ? (
        <Failed title={t.name} error={link.error} onRetry={() => void link.refetch()} />
      ) : (
        <Skeleton rows={2} label={t.loading} />
      )}
    </Entrance>
  );
}

function NewAccount({
  token,
  givenName,
  givenEmail,
}: {
  token: string;
  givenName: string;
  givenEmail: string;
}) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [name, setName] = useState(givenName);
  const [email, setEmail] = useState(givenEmail);
  const [password, setPassword] = useState("");
  const create = useMutation({
    mutationFn: () =>
      answered(
        api.POST("/api/v1/sign-in-links/{token}", {
          params: { path: { token } },
          body: { name, email, password },
        }),
      ),
    onSuccess(me) {
      queries.setQueryData(meQuery().queryKey, me);
      void navigate("/", { replace: true });
    },
  });
  return (
    <Form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        create.mutate();
      }}
    >
      <FormError error={create.error} />
      <Field
        label={t.welcome.name}
        hint={t.welcome.nameHint}
        name="name"
        autoComplete="name"
        isRequired
        value={name}
        onChange={setName}
      />
      <Field
        label={t.welcome.email}
        name="email"
        type="email"
        autoComplete="username"
        isRequired
        value={email}
        onChange={setEmail}
      />
      <ChosenPassword label={t.welcome.password} value={password} onChange={setPassword} />
      <Button look="main" type="submit" isPending={create.isPending}>
        {create.isPending ? t.welcome.submitting : t.welcome.submit}
      </Button>
    </Form>
  );
}
