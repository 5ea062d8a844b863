import { SwitchButton, SwitchField } from "react-aria-components";

import type { Intent, SecondApproval as Rules } from "../api/types";
import { Field } from "../parts/Field";
import { t } from "../texts";
import type { PageForm } from "./PageSettings";

const INTENTS = Object.keys(t.approval.settings.intents) as Intent[];
const SEVERITIES = [1, 2, 3, 4] as const;

interface SecondApprovalProps {
  form: PageForm;
  onChange: (part: Partial<PageForm>) => void;
  daysWrong: string | undefined;
  isDisabled: boolean;
}

/** Which of the page's replies two people have to approve; where all are, the other rules say nothing. */
export function SecondApproval({ form, onChange, daysWrong, isDisabled }: SecondApprovalProps) {
  const { second } = form;
  const texts = t.approval.settings;
  const set = (part: Partial<Rules>): void => onChange({ second: { ...second, ...part } });
  const choose = (intent: Intent, chosen: boolean): void =>
    set({ intents: INTENTS.filter((one) => (one === intent ? chosen : second.intents.includes(one))) });
  return (
    <fieldset className="settings-group" disabled={isDisabled}>
      <legend>{texts.title}</legend>
      <p className="quiet">{texts.text}</p>
      <SwitchField isSelected={second.all} onChange={(all) => set({ all })} isDisabled={isDisabled}>
        <SwitchButton className="switch">
          <span className="switch-track" aria-hidden="true" />
          {texts.all}
        </SwitchButton>
      </SwitchField>
      {!second.all && (
        <>
          <div role="group" aria-labelledby="second-by-intent">
            <h3 id="second-by-intent">{texts.byIntent}</h3>
            {INTENTS.map((intent) => (
              <label key={intent} className="check">
                <input
                  type="checkbox"
                  checked={second.intents.includes(intent)}
                  onChange={(event) => choose(intent, event.target.checked)}
                />
                {texts.intents[intent]}
              </label>
            ))}
          </div>
          <div className="field">
            <label htmlFor="second-by-severity">{texts.bySeverity}</label>
            <select
              id="second-by-severity"
              value={second.least_severity ?? ""}
              onChange={(event) => set({ least_severity: Number(event.target.value) || null })}
            >
              <option value="">{texts.noSeverity}</option>
              {SEVERITIES.map((level) => (
                <option key={level} value={level}>
                  {texts.severity(level, t.severity[level])}
                </option>
              ))}
            </select>
          </div>
          <Field
            label={texts.byStaff}
            hint={texts.byStaffHint}
            value={form.days}
            onChange={(days) => onChange({ days })}
            error={daysWrong}
            inputMode="numeric"
            isDisabled={isDisabled}
          />
          <p className="quiet">{texts.unread}</p>
        </>
      )}
    </fieldset>
  );
}
