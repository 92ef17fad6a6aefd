import { useId, useState } from "react";

type Fields = Readonly<Record<"range" | "from" | "to" | "compare", string>>;
type Errors = Readonly<Partial<Fields>>;

export interface RangeFormProps {
  /** Presets by value, and `custom` last. */
  readonly presets: readonly { readonly value: string; readonly label: string }[];
  /** Empty where nothing is compared. */
  readonly comparisons: readonly { readonly value: string; readonly label: string }[];
  /** What the address says now; dates are ISO days. */
  readonly range: string;
  readonly from: string;
  readonly to: string;
  readonly compare: string;
  /** The address itself: when it changes, what was picked and not applied is forgotten. */
  readonly address: string;
  /** One sentence for a field that could not be used. */
  readonly errors: Errors;
  /** Parameters the address must keep, such as the shop and host Shopify gave. */
  readonly kept: Readonly<Record<string, string>>;
  /** Checks dates before they reach the address; the message belongs to the `to` or `from` field. */
  readonly validate: (from: string, to: string) => Errors;
  /** Goes to the address without a page load. Until script runs the browser submits the form itself. */
  readonly onNavigate: (params: URLSearchParams) => void;
}

/** Date range and comparison. It is a plain GET form, so its state lives in the address. */
export function RangeForm(props: RangeFormProps) {
  const id = useId();
  const { range, from, to, compare } = props;
  const [draft, setDraft] = useState<{ readonly address: string; readonly fields: Fields; readonly errors: Errors }>();
  const isDrafting = draft?.address === props.address;
  const fields: Fields = isDrafting ? draft.fields : { range, from, to, compare };
  const errors: Errors = isDrafting ? { ...props.errors, ...draft.errors } : props.errors;
  const dateError = errors.from ?? errors.to;
  const fieldError = errors.range ?? errors.compare;

  const pick = (picked: Partial<Fields>, found: Errors = {}) =>
    setDraft({ address: props.address, fields: { ...fields, ...picked }, errors: found });

  const go = (chosen: Fields) => {
    const isCustom = chosen.range === "custom";
    const found = isCustom ? props.validate(chosen.from, chosen.to) : {};
    pick(chosen, found);
    if (Object.keys(found).length > 0) return;
    props.onNavigate(
      new URLSearchParams({
        ...props.kept,
        range: chosen.range,
        ...(isCustom && { from: chosen.from, to: chosen.to }),
        ...(props.comparisons.length > 0 && { compare: chosen.compare }),
      }),
    );
  };

  return (
    <form
      method="get"
      className="cb-range"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        go(fields);
      }}
    >
      {Object.entries(props.kept).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <div className="cb-range__row">
        <label className="cb-field">
          <span className="cb-visually-hidden">Date range</span>
          <select
            name="range"
            className="cb-select"
            value={fields.range}
            onChange={({ currentTarget: { value } }) =>
              value === "custom" ? pick({ range: value }) : go({ ...fields, range: value })
            }
          >
            {props.presets.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </label>
        {props.comparisons.length > 0 && (
          <label className="cb-field">
            <span className="cb-visually-hidden">Compare with</span>
            <select
              name="compare"
              className="cb-select"
              value={fields.compare}
              onChange={({ currentTarget: { value } }) =>
                fields.range === "custom" && range !== "custom"
                  ? pick({ compare: value })
                  : go({ ...fields, compare: value })
              }
            >
              {props.comparisons.map(({ value, label }) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </select>
          </label>
        )}
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
            type="date"
            name="from"
            className="cb-input"
            value={fields.from}
            onChange={({ currentTarget: { value } }) => pick({ from: value })}
            aria-invalid={errors.from ? true : undefined}
            aria-describedby={dateError ? `${id}-dates` : undefined}
          />
        </label>
        <label className="cb-field">
          <span>To</span>
          <input
            type="date"
            name="to"
            className="cb-input"
            value={fields.to}
            onChange={({ currentTarget: { value } }) => pick({ to: value })}
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
