import { useId, useState } from "react";

export interface RangeFormProps {
  /** Presets by value, and `custom` last. */
  readonly presets: readonly { readonly value: string; readonly label: string }[];
  readonly comparisons: readonly { readonly value: string; readonly label: string }[];
  /** What the address says now; dates are ISO days. */
  readonly range: string;
  readonly from: string;
  readonly to: string;
  readonly compare: string;
  /** One sentence for a field that could not be used. */
  readonly errors: Readonly<Partial<Record<"range" | "from" | "to" | "compare", string>>>;
  /** Parameters the address must keep, such as the shop and host Shopify gave. */
  readonly kept: Readonly<Record<string, string>>;
  /** Checks dates before they reach the address; the message belongs to the `to` or `from` field. */
  readonly validate: (from: string, to: string) => RangeFormProps["errors"];
  /** Goes to the address without a page load. Until script runs the browser submits the form itself. */
  readonly onNavigate: (params: URLSearchParams) => void;
}

/** Date range and comparison. It is a plain GET form, so its state lives in the address. */
export function RangeForm(props: RangeFormProps) {
  const id = useId();
  const [chosen, setChosen] = useState({ address: props.range, range: props.range });
  const [localErrors, setLocalErrors] = useState<RangeFormProps["errors"]>({});
  // A new address (back, a link) wins over what was picked and not applied.
  const range = chosen.address === props.range ? chosen.range : props.range;
  const errors = { ...props.errors, ...localErrors };
  const dateError = errors.from ?? errors.to;
  const fieldError = errors.range ?? errors.compare;

  const go = (form: HTMLFormElement) => {
    const params = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === "string") params.set(name, value);
    if (params.get("range") !== "custom") {
      params.delete("from");
      params.delete("to");
    } else {
      const found = props.validate(params.get("from") ?? "", params.get("to") ?? "");
      setLocalErrors(found);
      if (Object.keys(found).length > 0) return;
    }
    setLocalErrors({});
    props.onNavigate(params);
  };

  return (
    <form
      method="get"
      className="cb-range"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        go(event.currentTarget);
      }}
    >
      {Object.entries(props.kept).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <div className="cb-range__row">
        <label className="cb-field">
          <span className="cb-visually-hidden">Date range</span>
          <select
            key={`range ${props.range}`}
            name="range"
            className="cb-select"
            defaultValue={range}
            onChange={(event) => {
              const value = event.currentTarget.value;
              setChosen({ address: props.range, range: value });
              if (value !== "custom" && event.currentTarget.form) go(event.currentTarget.form);
            }}
          >
            {props.presets.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </label>
        <label className="cb-field">
          <span className="cb-visually-hidden">Compare with</span>
          <select
            key={`compare ${props.compare}`}
            name="compare"
            className="cb-select"
            defaultValue={props.compare}
            onChange={(event) => event.currentTarget.form && go(event.currentTarget.form)}
          >
            {props.comparisons.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </label>
        <noscript>
          <button type="submit" className="cb-button">
            Apply
          </button>
        </noscript>
      </div>
      <div className="cb-range__row cb-range__dates">
        <label className="cb-field">
          <span>From</span>
          <input
            key={`from ${props.from}`}
            type="date"
            name="from"
            className="cb-input"
            defaultValue={props.from}
            aria-invalid={errors.from ? true : undefined}
            aria-describedby={dateError ? `${id}-dates` : undefined}
          />
        </label>
        <label className="cb-field">
          <span>To</span>
          <input
            key={`to ${props.to}`}
            type="date"
            name="to"
            className="cb-input"
            defaultValue={props.to}
            aria-invalid={errors.to ? true : undefined}
            aria-describedby={dateError ? `${id}-dates` : undefined}
          />
        </label>
        <button type="submit" className="cb-button">
          Apply
        </button>
      </div>
      {dateError && (
        <p className="cb-field-error" id={`${id}-dates`} role="alert">
          {dateError}
        </p>
      )}
      {fieldError && (
        <p className="cb-field-error" role="alert">
          {fieldError}
        </p>
      )}
    </form>
  );
}
