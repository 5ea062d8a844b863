import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "react-router";

import { answered, api } from "../api/client";
import { messageOf } from "../api/errors";
import { healthQuery } from "../api/health";
import type { ConnectionHealth } from "../api/types";
import { announce } from "../live/announce";
import { Button } from "../parts/Button";
import { Icon } from "../parts/Icon";
import { may, useMe } from "../session/me";
import { t } from "../texts";
import { causeOf } from "../words/trouble";
import "./problems.css";

/** Above the problems: those connections that fail as a whole, so that many troubles are seen as the one that they are. */
export default function ProblemBanner({ page }: { page: string }) {
  const health = useQuery(healthQuery());
  const failing = health.data?.items.filter((one) => one.failing && (!page || one.page_id === page)) ?? [];
  return failing.map((one) => <FailingConnection key={one.id} health={one} />);
}

function FailingConnection({ health }: { health: ConnectionHealth }) {
  const queries = useQueryClient();
  const mayRetry = may(useMe(), "approver");
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
    <section className="problem-banner" aria-label={t.trouble.failing(health.page)}>
      <h2>
        <Icon name="alert" />
        {t.trouble.failing(health.page)}
      </h2>
      <p>{t.trouble.counted(health.failed, health.unknown, health.put_off)}.</p>
      {health.error && <p>{t.trouble.said(health.error)}</p>}
      <p>{t.trouble.todo[causeOf(health.error)]}</p>
      <div className="form-line">
        <Link className="button button-plain" to={`/settings/pages/${encodeURIComponent(health.page_id)}`}>
          {t.trouble.reconnect}
        </Link>
        {mayRetry && health.failed > 0 && (
          <Button icon="redraft" isPending={retry.isPending} onPress={() => retry.mutate()}>
            {t.trouble.retryAll(health.failed)}
          </Button>
        )}
      </div>
      {mayRetry && health.failed > 0 && <p className="quiet">{t.trouble.retryHint}</p>}
      {retry.data && <p role="status">{t.trouble.retried(retry.data.retried, retry.data.left)}</p>}
      {retry.error && (
        <p className="form-error" role="alert">
          {messageOf(retry.error)}
        </p>
      )}
    </section>
  );
}
