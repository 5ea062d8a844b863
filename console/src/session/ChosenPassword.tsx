import { useState } from "react";

import { Field } from "../parts/Field";
import { t } from "../texts";

interface Props {
  label: string;
  value: string;
  onChange: (value: string) => void;
}

/** A new password, which can be shown while it is chosen. */
export function ChosenPassword({ label, value, onChange }: Props) {
  const [shown, setShown] = useState(false);
  return (
    <>
      <Field
        label={label}
        hint={t.welcome.passwordHint}
        name="password"
        type={shown ? "text" : "password"}
        autoComplete="new-password"
        minLength={10}
        isRequired
        value={value}
        onChange={onChange}
      />
      <label className="check">
        <input type="checkbox" checked={shown} onChange={(event) => setShown(event.target.checked)} />
        {t.welcome.show}
      </label>
    </>
  );
}
