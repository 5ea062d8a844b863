import { useDeferredValue, useId, useState } from "react";

import { t } from "../../texts";
import { ARTICLE_LANG } from "../../words/tongue";
import { Markdown } from "../Markdown";

interface BodyFieldProps {
  value: string;
  error: string | undefined;
  onChange: (text: string) => void;
}

/** Markdown beside what it looks like; one of the two where there is no room for both. */
export function BodyField({ value, error, onChange }: BodyFieldProps) {
  const [pane, setPane] = useState<"write" | "preview">("write");
  const shown = useDeferredValue(value);
  const id = useId();
  return (
    <div className="field body-field" data-pane={pane}>
      <div className="body-head">
        <label htmlFor={id}>{t.editArticle.fields.body}</label>
        <div className="body-panes" role="group" aria-label={t.editArticle.panes}>
          {(["write", "preview"] as const).map((one) => (
            <button key={one} type="button" aria-pressed={pane === one} onClick={() => setPane(one)}>
              {t.editArticle[one]}
            </button>
          ))}
        </div>
      </div>
      <div className="body-both">
        <textarea
          id={id}
          className="body-text"
          lang={ARTICLE_LANG}
          value={value}
          rows={18}
          required
          spellCheck
          aria-invalid={error !== undefined}
          aria-describedby={`${id}-hint${error ? ` ${id}-error` : ""}`}
          onChange={(event) => onChange(event.target.value)}
        />
        {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard must reach it */}
        <section className="body-preview prose" aria-label={t.editArticle.preview} tabIndex={0}>
          {shown.trim() ? <Markdown text={shown} /> : <p className="quiet">{t.editArticle.previewEmpty}</p>}
        </section>
      </div>
      <span id={`${id}-hint`} className="quiet">
        {t.editArticle.hints.body}
      </span>
      {error && (
        <span id={`${id}-error`} className="field-error">
          {error}
        </span>
      )}
    </div>
  );
}
