import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { SwitchButton, SwitchField } from "react-aria-components";

import { answered, api } from "../api/client";
import type { components } from "../api/schema";
import { Button } from "../parts/Button";
import { FormError } from "../parts/FormError";
import { Failed, Skeleton } from "../parts/states";
import { useMe } from "../session/me";
import { t } from "../texts";
import { dateOnly } from "../words/dates";
import { Confirm } from "./Confirm";
import "./administration.css";

type SignInAccount = components["schemas"]["SignInAccount"];
const KEY = ["sign-in-rules"];

/** Whether administrators need a second factor, who has one, and resetting it for who lost their phone. */
export default function SignInRules() {
  const me = useMe();
  const queries = useQueryClient();
  const [resetting, setResetting] = useState<SignInAccount | null>(null);
  const texts = t.administration.signIn;
  const rules = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => answered(api.GET("/api/v1/sign-in-rules", { signal })),
  });
  const change = useMutation({
    mutationFn: (needed: boolean) =>
      answered(api.PUT("/api/v1/sign-in-rules", { body: { admins_need_second_factor: needed } })),
    onSuccess: (changed) => {
      queries.setQueryData(KEY, changed);
      void queries.invalidateQueries({ queryKey: ["me"] });
    },
  });
  const reset = useMutation({
    mutationFn: (id: string) =>
      answered(api.DELETE("/api/v1/people/{user_id}/second-factor", { params: { path: { user_id: id } } })),
    onSettled: () => queries.invalidateQueries({ queryKey: KEY }),
  });
  if (rules.error) {
    return <Failed title={texts.title} error={rules.error} onRetry={() => void rules.refetch()} />;
  }
  if (!rules.data) return <Skeleton rows={4} label={t.loading} />;
  const error = change.error ?? reset.error;
  return (
    <div className="settings-form administration">
      <h2>{texts.title}</h2>
      <FormError error={error} />
      <section className="settings-group">
        <SwitchField
          isSelected={rules.data.admins_need_second_factor}
          isDisabled={change.isPending}
          onChange={(needed) => change.mutate(needed)}
        >
          <SwitchButton className="switch">
            <span className="switch-track" aria-hidden="true" />
            {texts.rule}
          </SwitchButton>
        </SwitchField>
        <p className="quiet settings-sample">{texts.ruleHint}</p>
      </section>
      <section className="settings-group" aria-labelledby="sign-in-people">
        <h3 id="sign-in-people">{texts.people}</h3>
        <ul className="entries">
          {rules.data.accounts.map((account) => (
            <li key={account.id} className="entry">
              <div className="entry-words">
                <strong>{account.name}</strong>
                <p className="quiet">
                  {account.email} ·{" "}
                  {account.second_factor_since ? texts.on(dateOnly(account.second_factor_since)) : texts.off}
                </p>
              </div>
              {account.second_factor_since && account.id !== me.user.id && (
                <Button aria-label={texts.resetNamed(account.name)} onPress={() => setResetting(account)}>
                  {texts.reset}
                </Button>
              )}
            </li>
          ))}
        </ul>
      </section>
      {resetting && (
        <Confirm
          title={texts.resetTitle(resetting.name)}
          text={texts.resetText}
          submit={texts.reset}
          onConfirm={() => reset.mutate(resetting.id)}
          onClose={() => setResetting(null)}
        />
      )}
    </div>
  );
}
