import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { answered, api } from "../../api/client";
import { announce } from "../../live/announce";
import { Button } from "../../parts/Button";
import { FormError } from "../../parts/FormError";
import { Told } from "../../parts/Told";
import { Command } from "../../start/Command";
import { t } from "../../texts";
import { ago } from "../../words/dates";
import { useNow } from "../../words/useNow";
import { Confirm } from "../Confirm";
import { channelsKey, type Platform, type Standing } from "./channels";
import { When } from "./Health";
import { standingOf, timeAhead } from "./standing";

interface PlatformCardProps {
  page: string;
  platform: Platform | undefined;
  one: Standing;
  onReconnect: () => void;
}

/** One connection to a platform: how it stands, what came and went, and what can be done about it. */
export function PlatformCard({ page, platform, one, onReconnect }: PlatformCardProps) {
  const queries = useQueryClient();
  const now = useNow();
  const [leaving, setLeaving] = useState(false);
  const texts = t.platforms;
  const params = { path: { page_id: page, channel_id: one.id } };
  const standing = standingOf(one, now);
  const onSettled = (): Promise<unknown> =>
    Promise.all([channelsKey(page), ["health"]].map((queryKey) => queries.invalidateQueries({ queryKey })));
  const check = useMutation({
    mutationFn: () => answered(api.POST("/api/v1/pages/{page_id}/channels/{channel_id}/check", { params })),
    onSuccess: (found) => {
      queries.setQueryData(channelsKey(page), found);
      const after = found.connections.find((other) => other.id === one.id);
      if (after) announce(texts.checked(one.name, standingOf(after, Date.now()).words));
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ["health"] }),
  });
  const replay = useMutation({
    mutationFn: () => answered(api.POST("/api/v1/pages/{page_id}/channels/{channel_id}/replay", { params })),
    onSettled,
  });
  const disconnect = useMutation({
    mutationFn: () => answered(api.DELETE("/api/v1/pages/{page_id}/channels/{channel_id}", { params })),
    onSuccess: () => announce(texts.disconnected(one.name)),
    onSettled,
  });
  const error = check.error ?? replay.error ?? disconnect.error;
  return (
    <li className="settings-item">
      <div className="settings-item-head">
        <h4>
          {one.name}
          {one.account && <span className="connection-account">{one.account}</span>}
        </h4>
        <span className={`connection-standing connection-${standing.look}`}>{standing.words}</span>
      </div>
      {one.connected && one.reason && (
        <p>
          <Told of={one} field="reason" english={one.reason} />{" "}
          {one.trouble_since && <Since at={one.trouble_since} now={now} />}
        </p>
      )}
      <Facts one={one} fetches={platform?.fetches ?? false} now={now} />
      <ul className="connection-notes">
        {one.put_off > 0 && <li>{texts.putOff(one.put_off)}</li>}
        {one.unread > 0 && <li>{texts.unread(one.unread)}</li>}
        {one.unreadable > 0 && (
          <li>
            {texts.unreadable(one.unreadable)}{" "}
            <Button
              aria-label={texts.readAgainOf(one.name)}
              isPending={replay.isPending}
              onPress={() => replay.mutate()}
            >
              {texts.readAgain}
            </Button>
          </li>
        )}
        {one.refused > 0 && one.refused_at && <li>{texts.refused(one.refused, ago(one.refused_at, now))}</li>}
      </ul>
      <p role="status">{replay.data && texts.replayed(replay.data.count)}</p>
      <FormError error={error} />
      {one.webhook_url && (
        <details className="fold">
          <summary>{texts.address}</summary>
          <Command text={one.webhook_url} />
        </details>
      )}
      <div className="form-line">
        {one.connected && (
          <Button
            aria-label={texts.checkOf(one.name)}
            isPending={check.isPending}
            onPress={() => check.mutate()}
          >
            {check.isPending ? texts.checking : texts.check}
          </Button>
        )}
        <Button
          look={standing.look === "bad" || !one.connected ? "main" : "plain"}
          aria-label={texts.reconnectOf(one.name)}
          isDisabled={!platform}
          onPress={onReconnect}
        >
          {texts.reconnect}
        </Button>
        {one.connected && (
          <Button
            look="quiet"
            aria-label={texts.disconnectOf(one.name)}
            isPending={disconnect.isPending}
            onPress={() => setLeaving(true)}
          >
            {texts.disconnect}
          </Button>
        )}
      </div>
      {leaving && (
        <Confirm
          title={texts.disconnectTitle(one.name)}
          text={texts.disconnectText(one.put_off)}
          submit={texts.disconnect}
          onConfirm={() => disconnect.mutate()}
          onClose={() => setLeaving(false)}
        />
      )}
    </li>
  );
}

function Since({ at, now }: { at: string; now: number }) {
  return <span className="quiet">({t.platforms.since(ago(at, now))})</span>;
}

function Facts({ one, fetches, now }: { one: Standing; fetches: boolean; now: number }) {
  const texts = t.platforms;
  const next = one.next_fetch_at;
  return (
    <dl className="connection-facts">
      <div>
        <dt>{texts.lastComment}</dt>
        <dd>
          <When at={one.last_event_at} />
        </dd>
      </div>
      <div>
        <dt>{texts.lastReply}</dt>
        <dd>
          <When at={one.last_reply_at} />
        </dd>
      </div>
      {fetches && (
        <div>
          <dt>{texts.lastFetch}</dt>
          <dd>
            <When at={one.fetched_at} />
          </dd>
        </div>
      )}
      {next && (
        <div>
          <dt>{texts.nextFetch}</dt>
          <dd>{Date.parse(next) <= now ? texts.nextNow : texts.nextAt(timeAhead(next, now))}</dd>
        </div>
      )}
    </dl>
  );
}
