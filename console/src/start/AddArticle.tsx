import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Form } from "react-aria-components";

import { answered, api } from "../api/client";
import { bodyOf, EMPTY } from "../articles/edit/fields";
import { Button } from "../parts/Button";
import { Field } from "../parts/Field";
import { FormError } from "../parts/FormError";
import { t } from "../texts";
import { Command } from "./Command";

export function AddArticle() {
  const queries = useQueryClient();
  const [title, setTitle] = useState("");
  const [text, setText] = useState("");
  const [url, setUrl] = useState("");
  const add = useMutation({
    mutationFn: () => {
      const body = { id: null, ...bodyOf({ ...EMPTY, title, body: text, url }) };
      return answered(api.POST("/api/v1/articles", { body }));
    },
    onSuccess: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ["articles"] }),
        queries.invalidateQueries({ queryKey: ["first-steps"] }),
      ]),
  });
  return (
    <>
      <Form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          add.mutate();
        }}
      >
        <FormError error={add.error} />
        <Field
          label={t.start.article.heading}
          placeholder={t.start.article.headingPlaceholder}
          value={title}
          onChange={setTitle}
          isRequired
        />
        <Field label={t.start.article.body} value={text} onChange={setText} rows={6} isRequired />
        <Field label={t.start.article.url} type="url" value={url} onChange={setUrl} />
        <Button look="main" type="submit" isPending={add.isPending}>
          {t.start.article.submit}
        </Button>
      </Form>
      <p className="quiet">{t.start.article.folder}</p>
      <Command text="./sharewell knowledge sync my-articles/" />
    </>
  );
}
