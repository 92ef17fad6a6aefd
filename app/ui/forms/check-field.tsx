import { useState } from "react";
import { Checkbox } from "~/ui/polaris";

export interface CheckFieldProps {
  readonly name: string;
  readonly value: string;
  readonly label: string;
  readonly note?: string;
  readonly error?: string | undefined;
  /** At first: another start begins a new field, by its key. */
  readonly isChecked: boolean;
}

/** A checkbox of a plain form, which posts with and without script. */
export function CheckField({ name, value, label, note, error, isChecked }: CheckFieldProps) {
  const [checked, setChecked] = useState(isChecked);
  return (
    <Checkbox
      name={name}
      value={value}
      label={label}
      checked={checked}
      onChange={setChecked}
      {...(note && { helpText: note })}
      {...(error && { error: <span role="alert">{error}</span> })}
    />
  );
}
