import { useEffect, useRef } from "react";
import { useLocation, useNavigate } from "react-router";

import { DeskProblem, messageOf } from "../../api/errors";
import type { Article } from "../../api/types";
import { Button } from "../../parts/Button";
import { Field } from "../../parts/Field";
import { t } from "../../texts";
import { ARTICLE_LANG } from "../../words/tongue";
import { BodyField } from "./BodyField";
import { Conflict } from "./Conflict";
import { errorsOf } from "./fields";
import { HoldsFields } from "./HoldsFields";
import { LeaveGuard } from "./LeaveGuard";
import { QuestionsField } from "./QuestionsField";
import { Suggestions } from "./Suggestions";
import { useArticleForm } from "./useArticleForm";

/** All of an article, to change; `article` is null for a new one. */
export default function EditForm({ article }: { article: Article | null }) {
  const form = useArticleForm(article);
  const { fields, set, error } = form;
  const errors = error instanceof DeskProblem ? errorsOf(error) : {};
  const element = useRef<HTMLFormElement>(null);
  const navigate = useNavigate();
  const { search } = useLocation();
  const words = t.editArticle;

  const submit = async (): Promise<void> => {
    const stored = await form.submit();
    if (stored && !article) {
      await navigate(
        { pathname: `/articles/${encodeURIComponent(stored.id)}/edit`, search },
        { replace: true },
      );
    }
  };
  const latest = useRef(submit);
  useEffect(() => {
    latest.current = submit;
  });
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== "s" || !(event.ctrlKey || event.metaKey) || event.altKey) return;
      event.preventDefault();
      if (!document.querySelector("[role='dialog']")) void latest.current();
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, []);
  useEffect(() => {
    if (error) element.current?.querySelector<HTMLElement>("[aria-invalid='true']")?.focus();
  }, [error]);

  return (
    <form
      ref={element}
      className="edit-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {form.theirs && (
        <Conflict
          base={form.base}
          mine={fields}
          theirs={form.theirs}
          onMerged={form.merged}
          onRestore={() => void form.restoreAndSave()}
        />
      )}
      {article?.source && <p className="callout">{words.source(sourceName(article.source))}</p>}
      <fieldset>
        <legend>{words.groups.content}</legend>
        <Field
          label={words.fields.title}
          hint={words.hints.title}
          lang={ARTICLE_LANG}
          value={fields.title}
          error={errors.title}
          onChange={(title) => set({ title })}
          isRequired
        />
        <Field
          label={words.fields.answer}
          hint={words.hints.answer}
          lang={ARTICLE_LANG}
          rows={2}
          value={fields.answer}
          error={errors.answer}
          onChange={(answer) => set({ answer })}
        />
        <BodyField value={fields.body} error={errors.body} onChange={(body) => set({ body })} />
        <Field
          label={words.fields.url}
          hint={words.hints.url}
          type="url"
          value={fields.url}
          error={errors.url}
          onChange={(url) => set({ url })}
        />
      </fieldset>
      <fieldset>
        <legend>{words.groups.questions}</legend>
        <QuestionsField
          questions={fields.questions}
          error={errors.questions}
          onChange={(questions) => set({ questions })}
        />
        {article && (
          <Suggestions
            id={article.id}
            questions={fields.questions}
            onAdd={(question) => set({ questions: [...fields.questions.filter(Boolean), question] })}
          />
        )}
      </fieldset>
      <fieldset>
        <legend>{words.groups.holds}</legend>
        <HoldsFields fields={fields} errors={errors} set={set} />
      </fieldset>
      <div className="actions edit-actions">
        <Button look="main" type="submit" icon="save" isPending={form.pending}>
          {form.pending ? words.saving : words.save}
        </Button>
        <span className="edit-state quiet" role="status">
          {form.changed ? words.changed : form.isSaved ? words.saved : ""}
        </span>
        {error !== null && (
          <p className="form-error" role="alert">
            {words.notSaved}: {messageOf(error)}
          </p>
        )}
      </div>
      <LeaveGuard active={form.changed} onDiscard={form.discard} />
    </form>
  );
}

/** A folder or file by its name, wherever it lies on the machine that imported it; an address as it is. */
function sourceName(source: string): string {
  return /^([/\\]|[A-Za-z]:[/\\])/.test(source)
    ? (source.split(/[/\\]/).filter(Boolean).at(-1) ?? source)
    : source;
}
