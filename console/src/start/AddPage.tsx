import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Form } from "react-aria-components";

import { answered, api } from "../api/client";
import { Button } from "../parts/Button";
import { Field } from "../parts/Field";
import { FormError } from "../parts/FormError";
import { t } from "../texts";
import { shortName } from "./shortName";

const FITS = /^[a-z0-9][a-z0-9-]{0,62}$/;

export function AddPage() {
  const queries = useQueryClient();
  const [name, setName] = useState("");
  const [own, setOwn] = useState<string | null>(null);
  const [sign, setSign] = useState("");
  const id = own ?? shortName(name);
  const add = useMutation({
    mutationFn: () =>
      answered(api.POST("/api/v1/pages", { body: { id, name, sign_with: sign.trim() || null } })),
    onSuccess: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ["me"] }),
        queries.invalidateQueries({ queryKey: ["first-steps"] }),
      ]),
  });
  return (
    <Form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        if (FITS.test(id)) add.mutate();
      }}
    >
      <FormError error={add.error} />
      <Field
        label={t.start.page.name}
        placeholder={t.start.page.namePlaceholder}
        value={name}
        onChange={setName}
        isRequired
      />
      <Field
        label={t.start.page.id}
        hint={t.start.page.idHint}
        value={id}
        onChange={setOwn}
        isRequired
        error={id !== "" && !FITS.test(id) ? t.start.page.idWrong : undefined}
      />
      <Field label={t.start.page.sign} value={sign} onChange={setSign} />
      <Button look="main" type="submit" isPending={add.isPending}>
        {t.start.page.submit}
      </Button>
    </Form>
  );
}
