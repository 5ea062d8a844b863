import type { ReactNode } from "react";
import {
  FieldError,
  Input,
  Label,
  Text,
  TextArea,
  TextField,
  type TextFieldProps,
} from "react-aria-components";

interface FieldProps extends Omit<TextFieldProps, "children" | "className"> {
  label: string;
  hint?: ReactNode;
  placeholder?: string;
  rows?: number;
  /** Of what is typed, where it is not the interface's language. */
  lang?: string;
  error?: string | undefined;
}

export function Field({ label, hint, placeholder, rows, lang, error, ...rest }: FieldProps) {
  return (
    <TextField className="field" {...rest} isInvalid={error !== undefined}>
      <Label>{label}</Label>
      {rows ? (
        <TextArea rows={rows} placeholder={placeholder} lang={lang} />
      ) : (
        <Input placeholder={placeholder} lang={lang} />
      )}
      {hint && <Text slot="description">{hint}</Text>}
      <FieldError>{error}</FieldError>
    </TextField>
  );
}
