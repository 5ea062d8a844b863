import { useQuery } from "@tanstack/react-query";
import { useId } from "react";

import { articlesQuery, EVERY_ARTICLE } from "../../api/queries";
import { Field } from "../../parts/Field";
import { useMe } from "../../session/me";
import { t } from "../../texts";
import type { FieldName, Fields } from "./fields";

interface HoldsFieldsProps {
  fields: Fields;
  errors: Partial<Record<FieldName, string>>;
  set: (part: Partial<Fields>) => void;
}

/** Whose the article is, for whom, and on which days. */
export function HoldsFields({ fields, errors, set }: HoldsFieldsProps) {
  const me = useMe();
  const id = useId();
  const known = useQuery(articlesQuery(EVERY_ARTICLE, 1));
  const { fields: names, hints } = t.editArticle;
  const hasPage = fields.page_id === "" || me.pages.some((page) => page.id === fields.page_id);
  const text = (name: "country" | "product", rest: object = {}) => (
    <Field
      label={names[name]}
      hint={hints[name]}
      value={fields[name]}
      error={errors[name]}
      onChange={(value) => set({ [name]: value })}
      {...rest}
    />
  );
  return (
    <div className="holds">
      <div className="field">
        <label htmlFor={`${id}-page`}>{names.page_id}</label>
        <select
          id={`${id}-page`}
          value={fields.page_id}
          aria-invalid={errors.page_id !== undefined}
          onChange={(event) => set({ page_id: event.target.value })}
        >
          <option value="">{t.articles.shared}</option>
          {!hasPage && <option value={fields.page_id}>{fields.page_id}</option>}
          {me.pages.map((page) => (
            <option key={page.id} value={page.id}>
              {t.articles.ofPage(page.name)}
            </option>
          ))}
        </select>
        {errors.page_id && <span className="field-error">{errors.page_id}</span>}
      </div>
      <div className="field">
        <label htmlFor={`${id}-topic`}>{names.topic}</label>
        <input
          id={`${id}-topic`}
          list={`${id}-topics`}
          value={fields.topic}
          aria-invalid={errors.topic !== undefined}
          aria-describedby={`${id}-topic-hint`}
          onChange={(event) => set({ topic: event.target.value })}
        />
        <datalist id={`${id}-topics`}>
          {known.data?.topics.map((topic) => (
            <option key={topic} value={topic} />
          ))}
        </datalist>
        <span id={`${id}-topic-hint`} className="quiet">
          {errors.topic ? <span className="field-error">{errors.topic}</span> : hints.topic}
        </span>
      </div>
      {text("country")}
      {text("product")}
      {(["valid_from", "valid_until"] as const).map((name) => (
        <Field
          key={name}
          type="date"
          label={names[name]}
          hint={hints[name]}
          value={fields[name]}
          error={errors[name]}
          onChange={(value) => set({ [name]: value })}
        />
      ))}
      <div className="holds-wide">
        <label className="check">
          <input
            type="checkbox"
            checked={fields.incident}
            aria-describedby={`${id}-incident`}
            onChange={(event) => set({ incident: event.target.checked })}
          />
          {names.incident}
        </label>
        <span id={`${id}-incident`} className="quiet">
          {hints.incident}
        </span>
      </div>
    </div>
  );
}
