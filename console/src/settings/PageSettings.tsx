import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Form } from "react-aria-components";

import { answered, api } from "../api/client";
import type { Page } from "../api/types";
import { announce } from "../live/announce";
import { Button } from "../parts/Button";
import { Field } from "../parts/Field";
import { FormError } from "../parts/FormError";
import { may, useMe } from "../session/me";
import { t } from "../texts";
import { AssignField } from "./AssignField";
import { SecondApproval } from "./SecondApproval";
import { useLeaveGuard } from "./useLeaveGuard";
import { VoiceFields } from "./VoiceFields";
import { asLines, daysOf, linesOf, preferencesOf } from "./words";

/** The form as it is typed; lists are one entry a line. */
export interface PageForm {
  name: string;
  undo: string;
  assign: Page["assign"];
  voice: Page["voice"];
  avoid: string;
  prefer: string;
  second: Page["second_approval"];
  /** For how many days colleagues are new, as typed. */
  days: string;
}

/** A page's name, undo window, voice, and where two people approve. */
export function PageSettings({ page }: { page: Page }) {
  const queries = useQueryClient();
  const mayChange = may(useMe(), "admin", page.id);
  const [form, setForm] = useState<PageForm>(() => formOf(page));
  const changed = JSON.stringify(form) !== JSON.stringify(formOf(page));
  useLeaveGuard(changed);
  const undo = Number(form.undo);
  const undoWrong = form.undo.trim() === "" || !(undo >= 0 && undo <= 3600);
  const days = daysOf(form.days);
  const { pairs, wrong } = preferencesOf(form.prefer);
  const save = useMutation({
    mutationFn: () =>
      answered(
        api.PATCH("/api/v1/pages/{page_id}", {
          params: { path: { page_id: page.id } },
          body: {
            name: form.name,
            undo_seconds: undo,
            assign: form.assign,
            voice: { ...form.voice, prefer: pairs, avoid: linesOf(form.avoid) },
            second_approval: { ...form.second, new_staff_days: days ?? null },
          },
        }),
      ),
    onSuccess: async (saved) => {
      await queries.invalidateQueries({ queryKey: ["me"] });
      setForm(formOf(saved));
      announce(t.settings.saved);
    },
  });
  const change = (part: Partial<PageForm>): void => {
    setForm({ ...form, ...part });
    save.reset();
  };
  return (
    <Form
      className="settings-form form"
      aria-label={page.name}
      onSubmit={(event) => {
        event.preventDefault();
        if (!undoWrong && wrong === null && days !== undefined) save.mutate();
      }}
    >
      {!mayChange && <p className="callout">{t.settings.onlyAdmin}</p>}
      <fieldset className="settings-group" disabled={!mayChange}>
        <legend>{t.settings.page.general}</legend>
        <Field
          label={t.settings.page.name}
          value={form.name}
          onChange={(name) => change({ name })}
          isRequired
          isDisabled={!mayChange}
        />
        <Field
          label={t.settings.page.undo}
          hint={t.settings.page.undoHint}
          value={form.undo}
          onChange={(typed) => change({ undo: typed })}
          error={undoWrong ? t.settings.page.undoWrong : undefined}
          inputMode="numeric"
          isDisabled={!mayChange}
        />
        <AssignField value={form.assign} onChange={(assign) => change({ assign })} isDisabled={!mayChange} />
      </fieldset>
      <VoiceFields
        form={form}
        onChange={change}
        preferWrong={wrong === null ? undefined : t.settings.voice.preferWrong(wrong)}
        isDisabled={!mayChange}
      />
      <SecondApproval
        form={form}
        onChange={change}
        daysWrong={days === undefined ? t.approval.settings.daysWrong : undefined}
        isDisabled={!mayChange}
      />
      {mayChange && (
        <div className="settings-foot">
          <FormError error={save.error} />
          <p className="quiet" role="status">
            {save.isSuccess && !changed ? t.settings.saved : changed ? t.settings.unsaved : ""}
          </p>
          {changed && (
            <Button look="quiet" onPress={() => setForm(formOf(page))}>
              {t.settings.discard}
            </Button>
          )}
          <Button look="main" type="submit" isPending={save.isPending} isDisabled={!changed}>
            {t.settings.save}
          </Button>
        </div>
      )}
    </Form>
  );
}

function formOf({ name, undo_seconds, assign, voice, second_approval }: Page): PageForm {
  return {
    name,
    undo: String(undo_seconds),
    assign,
    voice,
    avoid: voice.avoid.join("\n"),
    prefer: asLines(voice.prefer),
    second: second_approval,
    days: second_approval.new_staff_days === null ? "" : String(second_approval.new_staff_days),
  };
}
