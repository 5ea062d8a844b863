import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { answered, api } from "../api/client";
import type { components } from "../api/schema";
import { Button } from "../parts/Button";
import { FormError } from "../parts/FormError";
import { t } from "../texts";
import { dateOnly } from "../words/dates";
import { CodeForm } from "./CodeForm";
import type { OwnAccount } from "./queries";
import { RecoveryCodes } from "./RecoveryCodes";

type Enrolment = components["schemas"]["Enrolment"];
type Doing = "nothing" | "renewing" | "ending";

/** Setting up an authenticator app, new recovery codes, and switching it off. */
export function SecondFactor({ account }: { account: OwnAccount }) {
  const queries = useQueryClient();
  const [enrolment, setEnrolment] = useState<Enrolment | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);
  const [doing, setDoing] = useState<Doing>("nothing");
  const texts = t.account.factor;
  const begin = useMutation({
    mutationFn: () => answered(api.POST("/api/v1/account/second-factor")),
    onSuccess: setEnrolment,
  });
  const changed = (shown: string[] | null): void => {
    setEnrolment(null);
    setDoing("nothing");
    setCodes(shown);
    void queries.invalidateQueries({ queryKey: ["account"] });
  };
  // Who had to set it up may go on only once the recovery codes were read.
  const read = (): void => {
    setCodes(null);
    void queries.invalidateQueries({ queryKey: ["me"] });
  };
  return (
    <section className="account-part" aria-labelledby="account-factor">
      <h2 id="account-factor">{texts.title}</h2>
      <p className="quiet">{texts.text}</p>
      {codes ? (
        <RecoveryCodes codes={codes} onRead={read} />
      ) : account.second_factor_since ? (
        <>
          <p>
            {texts.on(dateOnly(account.second_factor_since))} {texts.left(account.recovery_codes)}
          </p>
          {doing === "renewing" ? (
            <CodeForm
              hint={texts.renewText}
              submit={texts.renew}
              onCancel={() => setDoing("nothing")}
              send={(code) =>
                answered(api.POST("/api/v1/account/second-factor/recovery-codes", { body: { code } }))
              }
              onDone={(answer) => changed(answer.codes)}
            />
          ) : doing === "ending" ? (
            <CodeForm
              hint={texts.switchOffText}
              submit={texts.switchOff}
              onCancel={() => setDoing("nothing")}
              send={(code) => answered(api.POST("/api/v1/account/second-factor/off", { body: { code } }))}
              onDone={() => changed(null)}
            />
          ) : (
            <div className="form-line">
              <Button onPress={() => setDoing("renewing")}>{texts.renew}</Button>
              <Button onPress={() => setDoing("ending")}>{texts.switchOff}</Button>
            </div>
          )}
        </>
      ) : enrolment ? (
        <div className="enrolment">
          <p>{texts.scan}</p>
          <img className="enrolment-qr" src={enrolment.qr} alt={texts.qr} width={220} height={220} />
          <p className="quiet">{texts.type}</p>
          <code className="enrolment-secret">{inFours(enrolment.secret)}</code>
          <CodeForm
            label={texts.code}
            hint={texts.codeHint}
            submit={texts.confirm}
            onCancel={() => setEnrolment(null)}
            send={(code) => answered(api.POST("/api/v1/account/second-factor/confirm", { body: { code } }))}
            onDone={(answer) => changed(answer.codes)}
          />
        </div>
      ) : (
        <>
          <p>{texts.off}</p>
          <FormError error={begin.error} />
          <Button look="main" onPress={() => begin.mutate()} isPending={begin.isPending}>
            {texts.begin}
          </Button>
        </>
      )}
    </section>
  );
}

/** Easier to type; apps take it with or without the spaces. */
function inFours(secret: string): string {
  return secret.match(/.{1,4}/g)?.join(" ") ?? secret;
}
