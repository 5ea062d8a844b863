import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Form } from "react-aria-components";
import { Link, useParams } from "react-router";

import { answered, api } from "../api/client";
import { DeskProblem, messageOf } from "../api/errors";
import { Button } from "../parts/Button";
import { FormError } from "../parts/FormError";
import { Failed, Skeleton } from "../parts/states";
import { t } from "../texts";
import { ChosenPassword } from "./ChosenPassword";
import { Entrance } from "./Entrance";

/** Where a link to a new password leads. Signing in comes after it, with the second factor where there is one. */
export default function NewPassword() {
  const { token = "" } = useParams();
  const queries = useQueryClient();
  const params = { path: { token } };
  const [isSet, setSet] = useState(false);
  const link = useQuery({
    queryKey: ["password-link", token],
    queryFn: ({ signal }) => answered(api.GET("/api/v1/password-links/{token}", { params, signal })),
    enabled: !isSet,
    retry: false,
    staleTime: Infinity,
  });
  const set = useMutation({
    mutationFn: (password: string) =>
      answered(api.POST("/api/v1/password-links/{token}", { params, body: { password } })),
    onSuccess: () => {
      setSet(true);
      queries.removeQueries({ queryKey: ["me"] });
    },
  });
  if (isSet) return <Over title={t.newPassword.doneTitle} text={t.newPassword.doneText} />;
  const dead = [set.error, link.error].find((error) => error instanceof DeskProblem && error.status === 404);
  if (dead) return <Over title={t.welcome.deadTitle} text={messageOf(dead)} />;
  return (
    <Entrance title={t.newPassword.title}>
      {link.data ? (
        <>
          <p>{t.newPassword.text(link.data.name, link.data.email)}</p>
          <PasswordForm
            email={link.data.email}
            error={set.error}
            isPending={set.isPending}
            onSet={(password) => set.mutate(password)}
          />
        </>
      ) : link.error ? (
        <Failed title={t.name} error={link.error} onRetry={() => void link.refetch()} />
      ) : (
        <Skeleton rows={2} label={t.loading} />
      )}
    </Entrance>
  );
}

function Over({ title, text }: { title: string; text: string }) {
  return (
    <Entrance title={title}>
      <p role="status">{text}</p>
      <Link className="button button-main" to="/">
        {t.newPassword.toSignIn}
      </Link>
    </Entrance>
  );
}

interface PasswordFormProps {
  email: string;
  error: Error | null;
  isPending: boolean;
  onSet: (password: string) => void;
}

function PasswordForm({ email, error, isPending, onSet }: PasswordFormProps) {
  const [password, setPassword] = useState("");
  return (
    <Form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isPending) onSet(password);
      }}
    >
      <FormError error={error} />
      {/* So that a password manager knows whose it is. */}
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <ChosenPassword label={t.newPassword.password} value={password} onChange={setPassword} />
      <Button look="main" type="submit" isPending={isPending}>
        {isPending ? t.newPassword.submitting : t.newPassword.submit}
      </Button>
    </Form>
  );
}
