import { useId } from "react";

import { Field } from "../../parts/Field";
import { t } from "../../texts";
import { toldWords } from "../../words/said";
import type { PlatformField } from "./channels";

interface PlatformInputProps {
  field: PlatformField;
  value: string;
  onChange: (value: string) => void;
  stored: boolean;
  error: string | undefined;
  /** The first one of a form that was just asked for has the focus. */
  isFirst: boolean;
}

/** One thing that a platform needs to be told, in the control that suits it. */
export function PlatformInput({ field, value, onChange, stored, error, isFirst }: PlatformInputProps) {
  const texts = t.platforms.dialog;
  const needed = field.required && !stored && field.default === "";
  const named = toldWords(field, "label", field.label);
  const label = field.required ? named : texts.optional(named);
  const hint = [toldWords(field, "help", field.help), stored ? texts.stored : ""].filter(Boolean).join(" ");
  if (field.kind === "flag") {
    return <Flag name={field.name} label={named} hint={hint} value={value} onChange={onChange} />;
  }
  if (field.choices.length > 0) {
    const choices = field.required ? field.choices : ["", ...field.choices];
    return <Choice {...{ name: field.name, label, hint, value, onChange, choices, error }} />;
  }
  return (
    <Field
      name={field.name}
      label={label}
      hint={hint || undefined}
      value={value}
      onChange={onChange}
      error={error}
      isRequired={needed}
      type={field.secret ? "password" : "text"}
      // A password manager would fill in what opens the desk, not the platform.
      autoComplete={field.secret ? "new-password" : "off"}
      inputMode={field.kind === "number" ? "numeric" : field.kind === "url" ? "url" : "text"}
      spellCheck="false"
      // eslint-disable-next-line jsx-a11y/no-autofocus -- the form was just asked for
      autoFocus={isFirst}
    />
  );
}

interface ControlProps {
  name: string;
  label: string;
  hint: string;
  value: string;
  onChange: (value: string) => void;
}

function Flag({ name, label, hint, value, onChange }: ControlProps) {
  const id = useId();
  return (
    <div className="field">
      <label className="check">
        <input
          type="checkbox"
          name={name}
          checked={value === "true"}
          aria-describedby={hint ? id : undefined}
          onChange={(event) => onChange(String(event.target.checked))}
        />
        {label}
      </label>
      {hint && (
        <span className="quiet" id={id}>
          {hint}
        </span>
      )}
    </div>
  );
}

function Choice({
  name,
  label,
  hint,
  value,
  onChange,
  choices,
  error,
}: ControlProps & { choices: readonly string[]; error: string | undefined }) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        name={name}
        value={value}
        aria-describedby={`${id}-hint`}
        aria-invalid={error !== undefined}
        onChange={(event) => onChange(event.target.value)}
      >
        {choices.map((choice) => (
          <option key={choice} value={choice}>
            {choice || t.platforms.dialog.none}
          </option>
        ))}
      </select>
      <span id={`${id}-hint`}>
        <span className="quiet">{hint}</span>
        {error && <span className="form-error">{error}</span>}
      </span>
    </div>
  );
}
