import { useState } from "react";
import { Select } from "~/ui/polaris";

export interface SelectFieldProps {
  readonly name: string;
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  /** What is chosen at first: another one begins a new field, by its key. */
  readonly initial: string;
  /** Told of each choice, where the form says more of it. */
  readonly onChoose?: (value: string) => void;
}

/** A choice of a plain form, which posts with and without script. */
export function SelectField({ name, label, options, initial, onChoose }: SelectFieldProps) {
  const [value, setValue] = useState(initial);
  const choose = (chosen: string) => {
    setValue(chosen);
    onChoose?.(chosen);
  };
  return <Select label={label} labelInline name={name} options={[...options]} value={value} onChange={choose} />;
}
