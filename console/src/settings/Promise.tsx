import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Form } from "react-aria-components";

import { answered, api } from "../api/client";
import type { Page, ReplyPromise } from "../api/types";
import { announce } from "../live/announce";
import { Button } from "../parts/Button";
import { Field } from "../parts/Field";
import { FormError } from "../parts/FormError";
import { may, useMe } from "../session/me";
import { t } from "../texts";
import { asText, type Day, DAYS, ownZone, spansOf } from "./hours";
import { useLeaveGuard } from "./useLeaveGuard";
import { ZoneField } from "./ZoneField";

const MOST_MINUTES = 30 * 24 * 60;
const WORKDAYS: readonly Day[] = ["tue", "wed", "thu", "fri"];

const ROUND_THE_CLOCK = [["00:00", "24:00"]];

interface PromiseForm {
  on: boolean;
  within: string;
  unit: "minutes" | "hours";
  zone: string;
  hours: Record<Day, string>;
}

/** By when a page promises to reply, and when somebody is there to do it. */
export function PromiseSettings({ page }: { page: Page }) {
  const queries = useQueryClient();
  const mayChange = may(useMe(), "admin", page.id);
  const [form, setForm] = useState<PromiseForm>(() => formOf(page.promise));
  const changed = JSON.stringify(form) !== JSON.stringify(formOf(page.promise));
  useLeaveGuard(changed);
  const minutes = Number(form.within) * (form.unit === "hours" ? 60 : 1);
  const withinWrong = !Number.isInteger(minutes) || minutes < 1 || minutes > MOST_MINUTES;
  const read = DAYS.map((day) => [day, spansOf(form.hours[day])] as const);
  const isOpen = read.some(([, spans]) => spans !== null && spans.length > 0);
  const wrong = form.on && (withinWrong || !isOpen || read.some(([, spans]) => spans === null));
  const save = useMutation({
    mutationFn: () =>
      answered(
        api.PATCH("/api/v1/pages/{page_id}", {
          params: { path: { page_id: page.id } },
          body: {
            name: null,
            undo_seconds: null,
            voice: null,
            assign: null,
            second_approval: null,
            promise: form.on
              ? {
                  minutes,
                  zone: form.zone.trim(),
                  hours: Object.fromEntries(read.map(([day, spans]) => [day, spans ?? []])),
                }
              : null,
          },
        }),
      ),
    onSuccess: async (saved) => {
      await queries.invalidateQueries({ queryKey: ["me"] });
      setForm(formOf(saved.promise));
      announce(t.promise.saved);
    },
  });
  const change = (part: Partial<PromiseForm>): void => {
    setForm({ ...form, ...part });
    save.reset();
  };
  const setDays = (days: readonly Day[], text: string): void =>
    change({ hours: { ...form.hours, ...Object.fromEntries(days.map((day) => [day, text])) } });
  return (
    <Form
      className="settings-form form"
      aria-label={t.promise.title}
      onSubmit={(event) => {
        event.preventDefault();
        if (!wrong) save.mutate();
      }}
    >
      <fieldset className="settings-group" disabled={!mayChange}>
        <legend>{t.promise.title}</legend>
        <p className="quiet">{t.promise.text}</p>
        <label className="check">
          <input
            type="checkbox"
            checked={form.on}
            onChange={(event) => change({ on: event.target.checked })}
          />
          {t.promise.on}
        </label>
        {form.on && (
          <>
            <div className="settings-pair">
              <Field
                label={t.promise.within}
                value={form.within}
                onChange={(within) => change({ within })}
                inputMode="numeric"
                error={withinWrong ? t.promise.withinWrong : undefined}
                isDisabled={!mayChange}
              />
              <label className="field">
                <span className="field-label">{t.promise.unit}</span>
                <select
                  value={form.unit}
                  onChange={(event) => change({ unit: event.target.value as PromiseForm["unit"] })}
                >
                  <option value="minutes">{t.promise.units.minutes}</option>
                  <option value="hours">{t.promise.units.hours}</option>
                </select>
              </label>
            </div>
            <ZoneField
              label={t.promise.zone}
              hint={t.promise.zoneHint}
              value={form.zone}
              onChange={(zone) => change({ zone })}
              isDisabled={!mayChange}
            />
            <fieldset className="settings-checks">
              <legend className="field-label">{t.promise.hours}</legend>
              <p className="quiet">{t.promise.hoursHint}</p>
              <div className="settings-days">
                {read.map(([day, spans]) => (
                  <Field
                    key={day}
                    label={t.promise.days[day]}
                    value={form.hours[day]}
                    onChange={(text) => setDays([day], text)}
                    error={spans === null ? t.promise.hoursWrong : undefined}
                    isDisabled={!mayChange}
                  />
                ))}
              </div>
              {!isOpen && (
                <p className="form-error" role="alert">
                  {t.promise.noHours}
                </p>
              )}
            </fieldset>
            {mayChange && (
              <Button look="quiet" onPress={() => setDays(WORKDAYS, form.hours.mon)}>
                {t.promise.copy}
              </Button>
            )}
          </>
        )}
        {mayChange && (
          <div className="form-line">
            <Button look="main" type="submit" isPending={save.isPending} isDisabled={!changed || wrong}>
              {t.promise.save}
            </Button>
            <p className="quiet" role="status">
              {save.isSuccess && !changed ? t.promise.saved : changed ? t.settings.unsaved : ""}
            </p>
          </div>
        )}
        <FormError error={save.error} />
      </fieldset>
    </Form>
  );
}

function formOf(promise: ReplyPromise | null | undefined): PromiseForm {
  if (!promise) {
    const hours = Object.fromEntries(
      DAYS.map((day) => [day, day === "sat" || day === "sun" ? "" : "09:00–17:00"]),
    ) as Record<Day, string>;
    return { on: false, within: "4", unit: "hours", zone: ownZone(), hours };
  }
  const inHours = promise.minutes % 60 === 0;
  return {
    on: true,
    within: String(inHours ? promise.minutes / 60 : promise.minutes),
    unit: inHours ? "hours" : "minutes",
    zone: promise.zone,
    hours: Object.fromEntries(
      DAYS.map((day) => [day, asText(promise.hours ? (promise.hours[day] ?? []) : ROUND_THE_CLOCK)]),
    ) as Record<Day, string>,
  };
}
