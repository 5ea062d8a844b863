import { useId } from "react";
import { Input, Label, Text, TextField } from "react-aria-components";

import { zones } from "./hours";

interface ZoneFieldProps {
  label: string;
  hint?: string;
  value: string;
  onChange: (zone: string) => void;
  isDisabled?: boolean;
}

/** A time zone by name, with the names this browser knows to choose from. */
export function ZoneField({ label, hint, value, onChange, isDisabled = false }: ZoneFieldProps) {
  const id = useId();
  return (
    <TextField className="field" value={value} onChange={onChange} isDisabled={isDisabled} isRequired>
      <Label>{label}</Label>
      <Input list={id} autoComplete="off" />
      {hint && <Text slot="description">{hint}</Text>}
      <datalist id={id}>
        {zones().map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
    </TextField>
  );
}
