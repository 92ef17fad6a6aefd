import { useState, type ReactNode } from "react";
import { TextField as Field } from "~/ui/polaris";

export interface TextFieldProps {
  readonly name: string;
  readonly label: string;
  readonly isLabelHidden?: boolean;
  /** What it holds at first: another one begins a new field, by its key. */
  readonly initial: string;
  readonly error?: string | undefined;
  readonly note?: string;
  readonly type?: "text" | "search" | "date";
  readonly inputMode?: "text" | "numeric" | "decimal" | "url";
  /** Words within the field, before what is typed. */
  readonly prefix?: string;
  readonly placeholder?: string;
  readonly maxLength?: number;
  readonly max?: string;
  /** The submit button, where the field and it are one. */
  readonly button?: ReactNode;
}

/** A field of a plain form, which posts with and without script. */
export function TextField({ label, isLabelHidden = false, initial, error, note, button, ...rest }: TextFieldProps) {
  const [value, setValue] = useState(initial);
  return (
    <Field
      label={label}
      labelHidden={isLabelHidden}
      value={value}
      onChange={setValue}
      autoComplete="off"
      {...(error && { error: <span role="alert">{error}</span> })}
      {...(note && { helpText: note })}
      {...(button && { connectedRight: button })}
      {...rest}
    />
  );
}
