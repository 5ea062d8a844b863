import { useQuery } from "@tanstack/react-query";

import { Button } from "../../parts/Button";
import { Skeleton } from "../../parts/states";
import { Command } from "../../start/Command";
import { t } from "../../texts";
import { channelsQuery, type Platform } from "./channels";
import type { Made } from "./ConnectForm";

const LOOK_MS = 3_000;
/** What some platforms want to hear when they check the webhook's address. */
const VERIFY = "verify_token";

interface ConnectDoneProps {
  page: string;
  platform: Platform;
  made: Made;
  onClose: () => void;
}

/** It is connected: what is left to enter on the platform, and whether comments come in. */
export function ConnectDone({ page, platform, made, onClose }: ConnectDoneProps) {
  const texts = t.platforms.dialog;
  const found = useQuery({ ...channelsQuery(page), refetchInterval: LOOK_MS });
  const standing = found.data?.connections.find((one) => one.id === made.id);
  if (!standing) return <Skeleton rows={2} label={t.loading} />;
  const verifies = platform.fields.some((field) => field.name === VERIFY);
  const typed = made.values[VERIFY];
  return (
    <div className="dialog-body form">
      <div role="status">
        {standing.account && <p>{texts.as(standing.account)}</p>}
        <p>{!platform.fetches ? texts.delivered : standing.fetched_at ? texts.fetched : texts.fetching}</p>
      </div>
      {!platform.posts && <p className="callout">{texts.byHand}</p>}
      {standing.webhook_url && (
        <>
          <p>{texts.webhook(platform.name)}</p>
          <Command text={standing.webhook_url} />
          {verifies && (typed ? <p>{texts.verify}</p> : <p>{texts.verifyStored}</p>)}
          {verifies && typed && <Command text={typed} />}
        </>
      )}
      <div className="dialog-foot">
        {/* eslint-disable-next-line jsx-a11y/no-autofocus -- the form that had the focus is gone */}
        <Button look="main" autoFocus onPress={onClose}>
          {texts.finish}
        </Button>
      </div>
    </div>
  );
}
