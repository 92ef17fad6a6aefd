import { lazy, Suspense, useId } from "react";
import { useWords } from "~/ui/format/use-words";
import { BlockStack, InlineError, InlineGrid, TextField } from "~/ui/polaris";
import { useHasScript } from "~/ui/use-has-script";
import { RANGE_TEXTS } from "~/words/parts/range";

/** A calendar weighs much and opens seldom. */
const Calendar = lazy(() => import("./calendar"));

export interface Dates {
  readonly from: string;
  readonly to: string;
}

export interface DateFieldsProps {
  /** ISO days, or what the address says in their place. */
  readonly dates: Dates;
  readonly errors: Readonly<Partial<Dates>>;
  readonly onChange: (dates: Dates) => void;
}

/** First and last day of a range, in fields and in a calendar once script runs. */
export default function DateFields({ dates, errors, onChange }: DateFieldsProps) {
  const say = useWords(RANGE_TEXTS);
  const id = useId();
  const hasScript = useHasScript();
  const wrong = errors.from === undefined ? "to" : "from";
  const problem = errors[wrong];
  const field = (name: keyof Dates) => (
    <TextField
      id={`${id}${name}`}
      label={say(name)}
      type="date"
      name={name}
      autoComplete="off"
      value={dates[name]}
      error={errors[name] !== undefined}
      onChange={(day) => onChange({ ...dates, [name]: day })}
    />
  );
  return (
    <BlockStack gap="300">
      <InlineGrid columns={{ xs: 1, sm: 2 }} gap="200">
        {field("from")}
        {field("to")}
      </InlineGrid>
      {problem && (
        <div role="alert">
          <InlineError fieldID={`${id}${wrong}`} message={problem} />
        </div>
      )}
      {hasScript && (
        <Suspense>
          <Calendar dates={dates} onChange={onChange} />
        </Suspense>
      )}
    </BlockStack>
  );
}
