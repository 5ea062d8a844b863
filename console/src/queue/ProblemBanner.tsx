import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "react-router";

import { answered, api } from "../api/client";
import { healthQuery } from "../api/health";
import type { ConnectionHealth } from "../api/types";
import { announce } from "../live/announce";
import { Button } from "../parts/Button";
import { FormError } from "../parts/FormError";
import { Icon } from "../parts/Icon";
import { Told } from "../parts/Told";
import { may, useMe } from "../session/me";
import { t } from "../texts";
import { timeOfDay } from "../words/dates";
import { toldWords } from "../words/said";
import { causeOf } from "../words/trouble";
import "./problems.css";

interface ProblemBannerProps {
  page: string;
  /** Else only connections that stay as they are until somebody reconnects them. */
  all: boolean;
}

/** Connections that fail as a whole or through which nothing leaves, so that many troubles are seen as the one that they are. */
export default function ProblemBanner({ page, all }: ProblemBannerProps) {
  const health = useQuery(healthQuery());
  const here = health.data?.items.filter((one) => !page || one.page_id === page) ?? [];
  return here
    .filter((one) => (all ? one.failing || one.in_trouble : isDead(one)))
    .map((one) =>
      one.in_trouble ? (
        <StoppedConnection key={one.id} health={one} all={all} />
      ) : (
        <FailingConnection key={one.id} health={one} />
      ),
    );
}

const isDead = (health: ConnectionHealth): boolean =>
  health.trouble === "token" || health.trouble === "permission" || health.trouble === "missing";

function StoppedConnection({ health, all }: { health: ConnectionHealth; all: boolean }) {
  const title = t.trouble.inTrouble(health.name, health.page);
  return (
    <section className="problem-banner" aria-label={title}>
      <h2>
        <Icon name="alert" />
        {title}
      </h2>
      {health.reason && (
        <p>
          <Told of={health} field="reason" english={health.reason} />
        </p>
      )}
      {!isDead(health) && health.blocked_until && <p>{t.trouble.goesOn(timeOfDay(health.blocked_until))}</p>}
      {all && <Counted health={health} />}
      <Ways health={health} retries={all} />
    </section>
  );
}

function FailingConnection({ health }: { health: ConnectionHealth }) {
  return (
    <section className="problem-banner" aria-label={t.trouble.failing(health.page)}>
      <h2>
        <Icon name="alert" />
        {t.trouble.failing(health.page)}
      </h2>
      <Counted health={health} />
      {health.error && <p>{t.trouble.said(toldWords(health, "error", health.error))}</p>}
      <p>{t.trouble.todo[causeOf(health.error)]}</p>
      <Ways health={health} retries />
    </section>
  );
}

function Counted({ health }: { health: ConnectionHealth }) {
  const counted = t.trouble.counted(health.failed, health.unknown, health.put_off);
  return counted && <p>{counted}.</p>;
}

function Ways({ health, retries }: { health: ConnectionHealth; retries: boolean }) {
  const queries = useQueryClient();
  const me = useMe();
  const mayRetry = retries && may(me, "approver", health.page_id) && health.failed > 0;
  const mayReconnect = may(me, "admin", health.page_id);
  const retry = useMutation({
    mutationFn: () => answered(api.POST("/api/v1/problems/retry", { body: { connection: health.id } })),
    onSuccess: async ({ retried, left }) => {
      announce(t.trouble.retried(retried, left));
      await Promise.all(
        ["queue", "health", "me", "conversation"].map((key) =>
          queries.invalidateQueries({ queryKey: [key] }),
        ),
      );
    },
  });
  return (
    <>
      <div className="form-line">
        {mayReconnect && (
          <Link
            className="button button-plain"
            to={`/settings/connections?page=${encodeURIComponent(health.page_id)}`}
          >
            {t.trouble.reconnect}
          </Link>
        )}
        {mayRetry && (
          <Button icon="redraft" isPending={retry.isPending} onPress={() => retry.mutate()}>
            {t.trouble.retryAll(health.failed)}
          </Button>
        )}
      </div>
      {!mayReconnect && (health.failing || isDead(health)) && <p className="quiet">{t.trouble.onlyAdmin}</p>}
      {mayRetry && <p className="quiet">{t.trouble.retryHint}</p>}
      {retry.data && <p role="status">{t.trouble.retried(retry.data.retried, retry.data.left)}</p>}
      <FormError error={retry.error} />
    </>
  );
}
