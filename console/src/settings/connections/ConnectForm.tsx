import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { Form } from "react-aria-components";

import { answered, api } from "../../api/client";
import { DeskProblem, messageOf } from "../../api/errors";
import { Button } from "../../parts/Button";
import { t } from "../../texts";
import { useLeaveGuard } from "../useLeaveGuard";
import { channelsKey, type Platform, type PlatformField, type Standing } from "./channels";
import { beginning, isStored, parted, toSend, type Values } from "./fields";
import { PlatformInput } from "./PlatformInput";

export interface Made {
  id: string;
  /** What was typed, for what has to be entered on the platform too; forgotten with the dialog. */
  values: Values;
}

interface ConnectFormProps {
  page: string;
  platform: Platform;
  /** The connection that is renewed. */
  known: Standing | null;
  onTouched: () => void;
  onMade: (made: Made) => void;
  onBack: (() => void) | null;
}

/** The platform's fields; nothing is stored before the platform has accepted them. */
export function ConnectForm({ page, platform, known, onTouched, onMade, onBack }: ConnectFormProps) {
  const queries = useQueryClient();
  const texts = t.platforms.dialog;
  const form = useRef<HTMLFormElement>(null);
  const advanced = useRef<HTMLDetailsElement>(null);
  const [begun] = useState(() => beginning(platform, known));
  const [values, setValues] = useState(begun);
  const connect = useMutation({
    mutationFn: () =>
      answered(
        api.POST("/api/v1/pages/{page_id}/channels", {
          params: { path: { page_id: page } },
          body: { platform: platform.id, values: toSend(platform, values) },
        }),
      ),
    onSuccess: async ({ id }) => {
      await Promise.all(
        [channelsKey(page), ["health"], ["me"]].map((queryKey) => queries.invalidateQueries({ queryKey })),
      );
      onMade({ id, values });
    },
  });
  useLeaveGuard(values !== begun && !connect.isSuccess);
  const wrong = connect.error instanceof DeskProblem ? connect.error.details["field"] : undefined;
  useEffect(() => {
    if (typeof wrong !== "string") return;
    const control = form.current?.elements.namedItem(wrong);
    if (!(control instanceof HTMLElement)) return;
    if (advanced.current?.contains(control)) advanced.current.open = true;
    control.focus();
  }, [wrong, connect.failureCount]);

  const input = (field: PlatformField, place: number) => (
    <PlatformInput
      key={field.name}
      field={field}
      value={values[field.name] ?? ""}
      stored={isStored(field, known)}
      error={wrong === field.name ? messageOf(connect.error) : undefined}
      isFirst={place === 0}
      onChange={(value) => {
        setValues({ ...values, [field.name]: value });
        onTouched();
        if (connect.error) connect.reset();
      }}
    />
  );
  const [main, rest] = parted(platform.fields);
  return (
    <Form
      ref={form}
      className="dialog-body form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!connect.isPending) connect.mutate();
      }}
    >
      {main.map(input)}
      {rest.length > 0 && (
        <details className="fold" ref={advanced}>
          <summary>{texts.advanced}</summary>
          <div className="form">{rest.map((field) => input(field, -1))}</div>
        </details>
      )}
      {connect.error && wrong === undefined && (
        <div className="form-error" role="alert">
          <strong>{texts.refused(platform.name)}</strong> {messageOf(connect.error)}
        </div>
      )}
      <p role="status">{connect.isPending && texts.asking(platform.name)}</p>
      <div className="dialog-foot">
        {onBack && (
          <Button look="quiet" isDisabled={connect.isPending} onPress={onBack}>
            {texts.back}
          </Button>
        )}
        <Button look="main" type="submit" isPending={connect.isPending}>
          {texts.submit}
        </Button>
      </div>
    </Form>
  );
}
