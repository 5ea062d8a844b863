import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Form, SwitchButton, SwitchField } from "react-aria-components";

import { answered, api } from "../api/client";
import type { components } from "../api/schema";
import { announce } from "../live/announce";
import { Button } from "../parts/Button";
import { Field } from "../parts/Field";
import { FormError } from "../parts/FormError";
import { Failed, Skeleton } from "../parts/states";
import { t } from "../texts";
import { inDigits } from "../words/dates";
import { Confirm } from "./Confirm";
import { daysOf } from "./days";
import { PageChoice } from "./PageChoice";
import "./administration.css";

type Rules = components["schemas"]["RetentionRules"];
const KEY = ["retention"];

/** How long texts are kept, for the desk and for single pages. */
export default function Retention() {
  const [page, setPage] = useState("");
  const rules = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => answered(api.GET("/api/v1/retention", { signal })),
  });
  const texts = t.administration.retention;
  if (rules.error) {
    return <Failed title={texts.title} error={rules.error} onRetry={() => void rules.refetch()} />;
  }
  if (!rules.data) return <Skeleton rows={4} label={t.loading} />;
  return (
    <div className="settings-form administration">
      <h2>{texts.title}</h2>
      <p className="quiet">{texts.text}</p>
      <PageChoice all={texts.desk} value={page} onChange={setPage} />
      <DaysForm key={page} page={page || null} rules={rules.data} />
    </div>
  );
}

function DaysForm({ page, rules }: { page: string | null; rules: Rules }) {
  const queries = useQueryClient();
  const own = page === null ? rules.desk : rules.pages.find((one) => one.id === page)?.own;
  const kept = own ?? rules.desk;
  const [comments, setComments] = useState(String(kept.comments_days ?? ""));
  const [drafts, setDrafts] = useState(String(kept.drafts_days ?? ""));
  const [follow, setFollow] = useState(page !== null && !own);
  const [asking, setAsking] = useState(false);
  const texts = t.administration.retention;
  const days = follow ? rules.desk.comments_days : daysOf(comments);
  const draftDays = follow ? rules.desk.drafts_days : daysOf(drafts);
  const wrong = days === undefined || draftDays === undefined;
  const body = { page, comments_days: days ?? null, drafts_days: draftDays ?? null };
  const preview = useMutation({
    mutationFn: () => answered(api.POST("/api/v1/retention/preview", { body })),
  });
  const save = useMutation({
    mutationFn: () => answered(api.PUT("/api/v1/retention", { body: { ...body, follow } })),
    onSuccess: (saved) => {
      queries.setQueryData(KEY, saved);
      announce(texts.saved);
    },
  });
  const type = (set: (value: string) => void) => (value: string) => {
    set(value);
    preview.reset();
    save.reset();
  };
  const error = preview.error ?? save.error;
  const found = preview.data && ([inDigits(preview.data.comments), inDigits(preview.data.drafts)] as const);
  return (
    <Form
      className="form settings-group"
      onSubmit={(event) => {
        event.preventDefault();
        // Nobody sets this without having seen what it will do.
        if (!wrong) preview.mutate(undefined, { onSuccess: () => setAsking(true) });
      }}
    >
      {page !== null && (
        <SwitchField
          isSelected={follow}
          onChange={(chosen) => {
            setFollow(chosen);
            preview.reset();
            save.reset();
          }}
        >
          <SwitchButton className="switch">
            <span className="switch-track" aria-hidden="true" />
            {texts.follows}
          </SwitchButton>
        </SwitchField>
      )}
      <Field
        label={texts.comments}
        hint={texts.hint}
        value={follow ? String(rules.desk.comments_days ?? "") : comments}
        onChange={type(setComments)}
        error={days === undefined ? texts.wrong : undefined}
        isDisabled={follow}
        inputMode="numeric"
      />
      <Field
        label={texts.drafts}
        hint={texts.hint}
        value={follow ? String(rules.desk.drafts_days ?? "") : drafts}
        onChange={type(setDrafts)}
        error={draftDays === undefined ? texts.wrong : undefined}
        isDisabled={follow}
        inputMode="numeric"
      />
      <FormError error={error} />
      <p role="status">{save.isSuccess ? texts.saved : found ? texts.would(...found) : ""}</p>
      <div className="form-line">
        <Button isDisabled={wrong} isPending={preview.isPending} onPress={() => preview.mutate()}>
          {texts.preview}
        </Button>
        <Button look="main" type="submit" isDisabled={wrong} isPending={save.isPending}>
          {texts.save}
        </Button>
      </div>
      {asking && found && (
        <Confirm
          title={texts.saveTitle}
          text={texts.saveText(...found)}
          submit={texts.save}
          onConfirm={() => save.mutate()}
          onClose={() => setAsking(false)}
        />
      )}
    </Form>
  );
}
