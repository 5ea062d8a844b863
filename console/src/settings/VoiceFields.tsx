import {
  Label,
  RadioButton,
  RadioField,
  RadioGroup,
  SwitchButton,
  SwitchField,
  Text,
} from "react-aria-components";

import type { Voice } from "../api/types";
import { Field } from "../parts/Field";
import { t } from "../texts";
import type { PageForm } from "./PageSettings";

const FORMALITIES = Object.keys(t.settings.voice.formalities) as Voice["formality"][];
const VARIANTS = Object.keys(t.settings.voice.variants) as Voice["variant"][];
const CONTACTS = Object.keys(t.escalations) as (keyof typeof t.escalations)[];

interface VoiceFieldsProps {
  form: PageForm;
  onChange: (part: Partial<PageForm>) => void;
  preferWrong: string | undefined;
  isDisabled: boolean;
}

export function VoiceFields({ form, onChange, preferWrong, isDisabled }: VoiceFieldsProps) {
  const { voice } = form;
  const texts = t.settings.voice;
  const set = (part: Partial<Voice>): void => onChange({ voice: { ...voice, ...part } });
  return (
    <fieldset className="settings-group" disabled={isDisabled}>
      <legend>{texts.title}</legend>
      <p className="quiet">{texts.text}</p>
      <Field
        label={texts.sign}
        hint={texts.signHint}
        value={voice.sign_with ?? ""}
        onChange={(name) => set({ sign_with: name || null })}
        isDisabled={isDisabled}
      />
      <RadioGroup
        className="radios"
        value={voice.formality}
        onChange={(value) => set({ formality: value as Voice["formality"] })}
        isDisabled={isDisabled}
      >
        <Label>{texts.formality}</Label>
        {FORMALITIES.map((value) => (
          <RadioField key={value} value={value}>
            <RadioButton className="radio">
              <span className="radio-dot" aria-hidden="true" />
              {texts.formalities[value][0]}
            </RadioButton>
            <Text slot="description" className="quiet settings-sample">
              {texts.formalities[value][1]}
            </Text>
          </RadioField>
        ))}
      </RadioGroup>
      <RadioGroup
        className="radios"
        value={voice.variant}
        onChange={(value) => set({ variant: value as Voice["variant"] })}
        isDisabled={isDisabled}
      >
        <Label>{texts.variant}</Label>
        {VARIANTS.map((value) => (
          <RadioField key={value} value={value}>
            <RadioButton className="radio">
              <span className="radio-dot" aria-hidden="true" />
              {texts.variants[value]}
            </RadioButton>
          </RadioField>
        ))}
      </RadioGroup>
      <div>
        <SwitchField isSelected={voice.emoji} onChange={(emoji) => set({ emoji })} isDisabled={isDisabled}>
          <SwitchButton className="switch">
            <span className="switch-track" aria-hidden="true" />
            {texts.emoji}
          </SwitchButton>
        </SwitchField>
        <p className="quiet settings-sample">{texts.emojiHint}</p>
      </div>
      <div className="settings-pair">
        <Field
          label={texts.avoid}
          hint={texts.avoidHint}
          rows={4}
          value={form.avoid}
          onChange={(avoid) => onChange({ avoid })}
          isDisabled={isDisabled}
        />
        <Field
          label={texts.prefer}
          hint={texts.preferHint}
          rows={4}
          value={form.prefer}
          onChange={(prefer) => onChange({ prefer })}
          error={preferWrong}
          isDisabled={isDisabled}
        />
      </div>
      <h3>{texts.contacts}</h3>
      <p className="quiet">{texts.contactsHint}</p>
      <div className="settings-pair">
        {CONTACTS.map((reason) => (
          <Field
            key={reason}
            label={t.escalations[reason]}
            value={voice.contacts[reason] ?? ""}
            onChange={(contact) => set({ contacts: { ...voice.contacts, [reason]: contact } })}
            isDisabled={isDisabled}
          />
        ))}
      </div>
    </fieldset>
  );
}
