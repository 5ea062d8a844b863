import type { Page } from "../api/types";
import { t } from "../texts";

const WAYS: readonly Page["assign"][] = ["none", "round-robin"];

interface AssignFieldProps {
  value: Page["assign"];
  onChange: (way: Page["assign"]) => void;
  isDisabled: boolean;
}

/** To whom a comment belongs when it arrives. */
export function AssignField({ value, onChange, isDisabled }: AssignFieldProps) {
  return (
    <div className="field">
      <label htmlFor="page-assign">{t.together.setting.label}</label>
      <select
        id="page-assign"
        value={value}
        disabled={isDisabled}
        aria-describedby="page-assign-hint"
        onChange={(event) => onChange(WAYS.find((way) => way === event.target.value) ?? "none")}
      >
        {WAYS.map((way) => (
          <option key={way} value={way}>
            {t.together.setting[way]}
          </option>
        ))}
      </select>
      <p className="quiet" id="page-assign-hint">
        {t.together.setting.hint}
      </p>
    </div>
  );
}
