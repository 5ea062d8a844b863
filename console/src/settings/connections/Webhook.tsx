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
import { toldWords } from "../../words/said";
import { useNow } from "../../words/useNow";
import { Confirm } from "../Confirm";
import { type Connection, connectionsKey } from "./queries";

/** Where approved replies go, the secret that signs them, and a test. */
export function Webhook({ page, connection }: { page: string; connection: Connection }) {
  const queries = useQueryClient();
  const now = useNow();
  const [url, setUrl] = useState(connection.webhook_url ?? "");
  const [renewing, setRenewing] = useState(false);
  const texts = t.administration.connections;
  const params = { path: { page_id: page } };
  const onSettled = (): Promise<void> => queries.invalidateQueries({ queryKey: connectionsKey(page) });
  const save = useMutation({
    mutationFn: () =>
      answered(api.PUT("/api/v1/pages/{page_id}/webhook", { params, body: { url: url.trim() || null } })),
    onMutate: () => renew.reset(),
    onSettled,
  });
  const renew = useMutation({
    mutationFn: () => answered(api.POST("/api/v1/pages/{page_id}/webhook/secret", { params })),
    onSettled,
  });
  const test = useMutation({
    mutationFn: () => answered(api.POST("/api/v1/pages/{page_id}/webhook/test", { params })),
    onSuccess: (found) => queries.setQueryData(connectionsKey(page), found),
  });
  const error = save.error ?? renew.error ?? test.error;
  const secret = renew.data?.secret ?? save.data?.secret;
  const last = connection.last_test;
  return (
    <section className="settings-group" aria-labelledby="connection-webhook">
      <h4 id="connection-webhook">{texts.webhook}</h4>
      <p className="quiet">{texts.webhookText}</p>
      <FormError error={error} />
      <Form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <Field label={texts.address} hint={texts.addressHint} value={url} onChange={setUrl} inputMode="url" />
        <Button type="submit" isPending={save.isPending} isDisabled={url === (connection.webhook_url ?? "")}>
          {texts.save}
        </Button>
      </Form>
      <div role="status">
        {secret && (
          <>
            <p>{texts.secret}</p>
            <Command text={secret} />
          </>
        )}
      </div>
      {connection.webhook_url && (
        <div className="form-line">
          <Button onPress={() => test.mutate()} isPending={test.isPending}>
            {texts.test}
          </Button>
          <Button onPress={() => setRenewing(true)}>{texts.renew}</Button>
        </div>
      )}
      <p role="status" className={last && !last.ok ? "callout callout-warn" : undefined}>
        {last && `${texts.tested(ago(last.at, now))} ${toldWords(last, "message", last.message)}`}
      </p>
      {renewing && (
        <Confirm
          title={texts.renewTitle}
          text={texts.renewText}
          submit={texts.renew}
          onConfirm={() => renew.mutate()}
          onClose={() => setRenewing(false)}
        />
      )}
    </section>
  );
}
