import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Form } from "react-aria-components";

import { answered, api } from "../api/client";
import type { NotificationTarget, PutTarget } from "../api/types";
import { announce } from "../live/announce";
import { Button } from "../parts/Button";
import { Field } from "../parts/Field";
import { FormError } from "../parts/FormError";
import { useMe } from "../session/me";
import { t } from "../texts";
import { ownZone } from "./hours";
import { useLeaveGuard } from "./useLeaveGuard";
import { ZoneField } from "./ZoneField";

const REASONS = Object.keys(t.notifications.reason) as PutTarget["reasons"];

interface TargetFormProps {
  target: NotificationTarget | null;
  onClose: () => void;
}

/** Whom to tell, about what, and when not; a stored address stays unless another one is typed. */
export function TargetForm({ target, onClose }: TargetFormProps) {
  const queries = useQueryClient();
  const pages = useMe().pages;
  const words = t.notifications;
  const [form, setForm] = useState<PutTarget>(() => ({
    name: target?.name ?? "",
    url: "",
    page_id: target?.page_id ?? null,
    reasons: target?.reasons ?? ["escalation", "failed", "unknown", "connection"],
    quiet: target?.quiet ?? null,
  }));
  useLeaveGuard(form.name !== (target?.name ?? "") || form.url !== "");
  const save = useMutation({
    mutationFn: () => {
      const body = { ...form, url: form.url?.trim() || null };
      return answered(
        target
          ? api.PUT("/api/v1/notification-targets/{target_id}", {
              params: { path: { target_id: target.id } },
              body,
            })
          : api.POST("/api/v1/notification-targets", { body }),
      );
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["notification-targets"] });
      announce(words.saved);
      onClose();
    },
  });
  const change = (part: Partial<PutTarget>): void => {
    setForm({ ...form, ...part });
    save.reset();
  };
  const quiet = form.quiet;
  return (
    <Form
      className="settings-group form"
      aria-label={target ? words.change(target.name) : words.addTitle}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Field
        label={words.name}
        hint={words.nameHint}
        value={form.name}
        onChange={(name) => change({ name })}
        isRequired
        // eslint-disable-next-line jsx-a11y/no-autofocus -- the form was just asked for
        autoFocus
      />
      <Field
        label={words.url}
        hint={
          <>
            {words.urlHint} {target && words.urlKept}
          </>
        }
        value={form.url ?? ""}
        onChange={(url) => change({ url })}
        isRequired={!target}
        autoComplete="off"
        spellCheck="false"
      />
      <label className="field">
        <span className="field-label">{words.page}</span>
        <select
          value={form.page_id ?? ""}
          onChange={(event) => change({ page_id: event.target.value || null })}
        >
          <option value="">{words.everyPage}</option>
          {pages.map((page) => (
            <option key={page.id} value={page.id}>
              {page.name}
            </option>
          ))}
        </select>
      </label>
      <fieldset className="settings-checks">
        <legend className="field-label">{words.reasons}</legend>
        {REASONS.map((reason) => (
          <label key={reason} className="check">
            <input
              type="checkbox"
              checked={form.reasons.includes(reason)}
              onChange={(event) =>
                change({
                  reasons: event.target.checked
                    ? [...form.reasons, reason]
                    : form.reasons.filter((other) => other !== reason),
                })
              }
            />
            {words.reason[reason]}
          </label>
        ))}
      </fieldset>
      <fieldset className="settings-checks">
        <label className="check">
          <input
            type="checkbox"
            checked={Boolean(quiet)}
            onChange={(event) =>
              change({
                quiet: event.target.checked ? { from: "20:00", until: "08:00", zone: ownZone() } : null,
              })
            }
          />
          {words.quiet}
        </label>
        <p className="quiet">{words.quietHint}</p>
        {quiet && (
          <div className="settings-days">
            <Field
              label={words.from}
              type="time"
              value={quiet.from}
              onChange={(from) => change({ quiet: { ...quiet, from } })}
            />
            <Field
              label={words.until}
              type="time"
              value={quiet.until}
              onChange={(until) => change({ quiet: { ...quiet, until } })}
            />
            <ZoneField
              label={words.zone}
              value={quiet.zone}
              onChange={(zone) => change({ quiet: { ...quiet, zone } })}
            />
          </div>
        )}
      </fieldset>
      <FormError error={save.error} />
      <div className="form-line">
        <Button look="main" type="submit" isPending={save.isPending} isDisabled={form.reasons.length === 0}>
          {words.save}
        </Button>
        <Button look="quiet" onPress={onClose}>
          {words.cancel}
        </Button>
      </div>
    </Form>
  );
}
