import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Form } from "react-aria-components";

import { answered, api } from "../../api/client";
import { Button } from "../../parts/Button";
import { Field } from "../../parts/Field";
import { FormError } from "../../parts/FormError";
import { Command } from "../../start/Command";
import { t } from "../../texts";
import { ago } from "../../words/dates";
import { useNow } from "../../words/useNow";
import { Confirm } from "../Confirm";
import { connectionsKey, type TokenItem } from "./queries";

/** The tokens with which the page's own system speaks; a new one is shown once. */
export function Tokens({ page, tokens }: { page: string; tokens: readonly TokenItem[] }) {
  const queries = useQueryClient();
  const now = useNow();
  const [name, setName] = useState("");
  const [revoking, setRevoking] = useState<TokenItem | null>(null);
  const texts = t.administration.connections;
  const path = { page_id: page };
  const onSettled = (): Promise<void> => queries.invalidateQueries({ queryKey: connectionsKey(page) });
  const add = useMutation({
    mutationFn: () =>
      answered(api.POST("/api/v1/pages/{page_id}/tokens", { params: { path }, body: { name } })),
    onSuccess: () => setName(""),
    onSettled,
  });
  const revoke = useMutation({
    mutationFn: (id: string) =>
      answered(
        api.DELETE("/api/v1/pages/{page_id}/tokens/{token_id}", {
          params: { path: { ...path, token_id: id } },
        }),
      ),
    onSettled,
  });
  const error = add.error ?? revoke.error;
  return (
    <section className="settings-group" aria-labelledby="connection-tokens">
      <h4 id="connection-tokens">{texts.tokens}</h4>
      <p className="quiet">{texts.tokensText}</p>
      <FormError error={error} />
      {tokens.length === 0 && <p>{texts.noTokens}</p>}
      <ul className="entries">
        {tokens.map((token) => (
          <li key={token.id} className="entry">
            <div className="entry-words">
              <strong>{token.name}</strong>
              <p className="quiet">
                {texts.made(ago(token.made_at, now))} ·{" "}
                {token.last_used_at ? texts.used(ago(token.last_used_at, now)) : texts.unused}
              </p>
            </div>
            <Button aria-label={texts.revokeNamed(token.name)} onPress={() => setRevoking(token)}>
              {texts.revoke}
            </Button>
          </li>
        ))}
      </ul>
      <div role="status">
        {add.data && (
          <>
            <p>{texts.once(add.data.name)}</p>
            <Command text={add.data.token} />
          </>
        )}
      </div>
      <Form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          add.mutate();
        }}
      >
        <Field
          label={texts.name}
          placeholder={texts.namePlaceholder}
          value={name}
          onChange={setName}
          isRequired
        />
        <Button type="submit" isPending={add.isPending}>
          {texts.add}
        </Button>
      </Form>
      {revoking && (
        <Confirm
          title={texts.revokeTitle(revoking.name)}
          text={texts.revokeText}
          submit={texts.revoke}
          onConfirm={() => revoke.mutate(revoking.id)}
          onClose={() => setRevoking(null)}
        />
      )}
    </section>
  );
}
