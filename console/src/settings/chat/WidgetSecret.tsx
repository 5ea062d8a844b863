import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { answered, api } from "../../api/client";
import { Button } from "../../parts/Button";
import { FormError } from "../../parts/FormError";
import { Command } from "../../start/Command";
import { t } from "../../texts";
import { Confirm } from "../Confirm";
import { setupKey } from "./setup";

/** The secret with which the site's server vouches for its visitors: whether there is one, and a new one, shown once. */
export function WidgetSecret({ page, isSet }: { page: string; isSet: boolean }) {
  const queries = useQueryClient();
  const texts = t.webChat;
  const [asking, setAsking] = useState(false);
  const renew = useMutation({
    mutationFn: () =>
      answered(api.POST("/api/v1/pages/{page_id}/widget/secret", { params: { path: { page_id: page } } })),
    gcTime: 0,
    onSettled: () => queries.invalidateQueries({ queryKey: setupKey(page) }),
  });
  return (
    <section className="settings-group" aria-labelledby="chat-identify">
      <h3 id="chat-identify">{texts.identify}</h3>
      <p className="quiet">{texts.identifyText}</p>
      <p>{isSet ? texts.secretSet : texts.secretNone}</p>
      <FormError error={renew.error} />
      <div role="status">
        {renew.data && (
          <>
            <p>{texts.secret}</p>
            <Command text={renew.data.secret} label={texts.identify} />
          </>
        )}
      </div>
      <div>
        <Button isPending={renew.isPending} onPress={() => (isSet ? setAsking(true) : renew.mutate())}>
          {isSet ? texts.renew : texts.first}
        </Button>
      </div>
      {asking && (
        <Confirm
          title={texts.renewTitle}
          text={texts.renewText}
          submit={texts.renew}
          onConfirm={() => renew.mutate()}
          onClose={() => setAsking(false)}
        />
      )}
    </section>
  );
}
