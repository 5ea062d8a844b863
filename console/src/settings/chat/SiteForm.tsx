import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import { Form } from "react-aria-components";

import { answered, api } from "../../api/client";
import { announce } from "../../live/announce";
import { Button } from "../../parts/Button";
import { Field } from "../../parts/Field";
import { FormError } from "../../parts/FormError";
import { t } from "../../texts";
import { channelsKey } from "../connections/channels";
import { useLeaveGuard } from "../useLeaveGuard";
import { setupKey } from "./setup";

interface Wishes {
  origins: string;
  name: string;
  email: string;
  shown_as: string;
}

interface SiteFormProps {
  page: string;
  /** What is stored; a connection that was taken away keeps it. */
  stored: Readonly<Record<string, string>>;
  isConnected: boolean;
  onConnected?: () => void;
}

/** On which sites the chat is, what visitors are asked first, and whom replies come from. */
export function SiteForm({ page, stored, isConnected, onConnected }: SiteFormProps) {
  const queries = useQueryClient();
  const texts = t.webChat;
  const [kept, setKept] = useState(() => wishesOf(stored));
  const [wishes, setWishes] = useState(kept);
  const isChanged = JSON.stringify(wishes) !== JSON.stringify(kept);
  const save = useMutation({
    mutationFn: (values: Wishes) =>
      answered(
        api.POST("/api/v1/pages/{page_id}/channels", {
          params: { path: { page_id: page } },
          body: { platform: "chat", values: { ...values } },
        }),
      ),
    onSuccess: async (_, sent) => {
      announce(isConnected ? texts.saved : texts.connected);
      setKept(sent);
      await Promise.all(
        [setupKey(page), channelsKey(page), ["health"]].map((queryKey) =>
          queries.invalidateQueries({ queryKey }),
        ),
      );
      if (!isConnected) onConnected?.();
    },
  });
  useLeaveGuard(isChanged);
  const change = (part: Partial<Wishes>): void => {
    setWishes({ ...wishes, ...part });
    save.reset();
  };
  return (
    <Form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!save.isPending) save.mutate(wishes);
      }}
    >
      <Field
        label={texts.origins}
        hint={texts.originsHint}
        value={wishes.origins}
        onChange={(origins) => change({ origins })}
        rows={3}
        inputMode="url"
        spellCheck="false"
        autoComplete="off"
        isRequired
      />
      <div className="settings-pair">
        <Choice
          label={texts.name}
          value={wishes.name}
          choices={texts.before}
          onChange={(name) => change({ name })}
        />
        <Choice
          label={texts.email}
          value={wishes.email}
          choices={texts.before}
          onChange={(email) => change({ email })}
        />
      </div>
      <Choice
        label={texts.shownAs}
        value={wishes.shown_as}
        choices={{ page: texts.shown.page, "first name": texts.shown.first }}
        onChange={(shown_as) => change({ shown_as })}
      />
      <FormError error={save.error} />
      <Button
        type="submit"
        look={isConnected ? "plain" : "main"}
        isPending={save.isPending}
        isDisabled={isConnected && !isChanged}
      >
        {isConnected ? texts.save : texts.connect}
      </Button>
    </Form>
  );
}

interface ChoiceProps {
  label: string;
  value: string;
  choices: Readonly<Record<string, string>>;
  onChange: (value: string) => void;
}

function Choice({ label, value, choices, onChange }: ChoiceProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => onChange(event.target.value)}>
        {Object.entries(choices).map(([choice, words]) => (
          <option key={choice} value={choice}>
            {words}
          </option>
        ))}
      </select>
    </div>
  );
}

function wishesOf(stored: Readonly<Record<string, string>>): Wishes {
  const { origins = "", name = "no", email = "no", shown_as = "page" } = stored;
  return { origins: origins.split(/[\s,]+/).join("\n"), name, email, shown_as };
}
