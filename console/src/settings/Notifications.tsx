import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { answered, api } from "../api/client";
import type { NotificationTarget } from "../api/types";
import { announce } from "../live/announce";
import { Button } from "../parts/Button";
import { FormError } from "../parts/FormError";
import { Empty, Failed, Skeleton } from "../parts/states";
import { Told } from "../parts/Told";
import { may, useMe } from "../session/me";
import { t } from "../texts";
import { ago } from "../words/dates";
import { toldWords } from "../words/said";
import { useNow } from "../words/useNow";
import { TargetForm } from "./TargetForm";

const KEY = ["notification-targets"];

/** Whom the desk tells outside, about what, and whether it arrived. */
export default function Notifications() {
  const mayChange = may(useMe(), "admin");
  const targets = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => answered(api.GET("/api/v1/notification-targets", { signal })),
    enabled: mayChange,
    refetchInterval: 30_000,
  });
  const [open, setOpen] = useState<string | null>(null);
  const items = targets.data?.items ?? [];
  return (
    <section className="settings-parts" aria-labelledby="notifications-title">
      <h2 id="notifications-title">{t.notifications.title}</h2>
      <p className="quiet">{mayChange ? t.notifications.text : t.notifications.onlyAdmin}</p>
      {targets.data && items.length === 0 && open === null && (
        <Empty icon="alert" title={t.notifications.none[0]} text={t.notifications.none[1]} />
      )}
      {targets.error && (
        <Failed title={t.notifications.failed} error={targets.error} onRetry={() => void targets.refetch()} />
      )}
      {targets.isLoading && <Skeleton rows={2} label={t.loading} />}
      <ul className="settings-list">
        {items.map((target) =>
          open === target.id ? (
            <li key={target.id}>
              <TargetForm target={target} onClose={() => setOpen(null)} />
            </li>
          ) : (
            <TargetItem key={target.id} target={target} onEdit={() => setOpen(target.id)} />
          ),
        )}
      </ul>
      {open === "new" && <TargetForm target={null} onClose={() => setOpen(null)} />}
      {targets.data && open !== "new" && (
        <div>
          <Button look="main" icon="add" onPress={() => setOpen("new")}>
            {t.notifications.add}
          </Button>
        </div>
      )}
    </section>
  );
}

function TargetItem({ target, onEdit }: { target: NotificationTarget; onEdit: () => void }) {
  const queries = useQueryClient();
  const now = useNow();
  const pages = useMe().pages;
  const params = { path: { target_id: target.id } };
  const refresh = (): Promise<void> => queries.invalidateQueries({ queryKey: KEY });
  const test = useMutation({
    mutationFn: () => answered(api.POST("/api/v1/notification-targets/{target_id}/test", { params })),
    onSuccess: async (result) => {
      announce(toldWords(result, "message", result.message));
      await refresh();
    },
  });
  const remove = useMutation({
    mutationFn: () => answered(api.DELETE("/api/v1/notification-targets/{target_id}", { params })),
    onSuccess: async () => {
      announce(t.notifications.removed(target.name));
      await refresh();
    },
  });
  const error = test.error ?? remove.error;
  const page = pages.find((one) => one.id === target.page_id)?.name ?? target.page_id;
  const { quiet } = target;
  return (
    <li className="settings-item">
      <div className="settings-item-head">
        <h3>{target.name}</h3>
        <span className="tag tag-quiet">{target.service}</span>
        <span className="tag tag-quiet">{page ?? t.notifications.everyPage}</span>
      </div>
      <p>{target.reasons.map((reason) => t.notifications.short[reason]).join(", ")}</p>
      <p className="quiet">
        {target.sent_at ? t.notifications.lastSent(ago(target.sent_at, now)) : t.notifications.never}{" "}
        {quiet && t.notifications.quietFrom(quiet.from, quiet.until, quiet.zone)}
      </p>
      {target.error && target.failed_at && !test.data && (
        <p className="form-error">
          {t.notifications.problem(ago(target.failed_at, now), toldWords(target, "error", target.error))}
        </p>
      )}
      {test.data && (
        <p className={test.data.ok ? "callout" : "form-error"} role="status">
          <Told of={test.data} field="message" english={test.data.message} />
        </p>
      )}
      <FormError error={error} />
      <div className="form-line">
        <Button
          aria-label={`${t.notifications.test}: ${target.name}`}
          isPending={test.isPending}
          onPress={() => test.mutate()}
        >
          {test.isPending ? t.notifications.testing : t.notifications.test}
        </Button>
        <Button icon="edit" aria-label={t.notifications.change(target.name)} onPress={onEdit}>
          {t.notifications.edit}
        </Button>
        <Button
          look="quiet"
          icon="remove"
          aria-label={`${t.notifications.remove}: ${target.name}`}
          isPending={remove.isPending}
          onPress={() => remove.mutate()}
        >
          {t.notifications.remove}
        </Button>
      </div>
    </li>
  );
}
