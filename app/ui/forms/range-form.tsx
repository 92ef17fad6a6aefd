import { lazy, useState } from "react";
import { useWords } from "~/ui/format/use-words";
import { PopoverButton } from "~/ui/frame/popover-button";
import { BlockStack, Button, InlineError, InlineStack, Select } from "~/ui/polaris";
import { RANGE_TEXTS } from "~/words/parts/range";
import { HiddenFields } from "./hidden-fields";

/**
 * Fields and calendar weigh much and open seldom, but without script they are part of the page. Only the browser's build
 * says that it is none of a server; a command that reads a page's code is not built at all.
 */
const DateFields =
  import.meta.env?.SSR !== false ? (await import("./date-fields")).default : lazy(() => import("./date-fields"));

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
  /** The dates in words, for the button that changes them; null while they cannot be used. */
  readonly datesLabel: string | null;
  /** The address itself: when it changes, what was picked and not applied is forgotten. */
  readonly address: string;
  /** One sentence for a field that could not be used. */
  readonly errors: Errors;
  /** Which days the page shows because the range could not be used; null where it shows what was asked for. */
  readonly shownInstead: string | null;
  /** Parameters the address must keep, such as the shop and host Shopify gave. */
  readonly kept: Readonly<Record<string, string>>;
  /** Checks dates before they reach the address; the message belongs to the `to` or `from` field. */
  readonly validate: (from: string, to: string) => Errors;
  /** Goes to the address without a page load. Until script runs the browser submits the form itself. */
  readonly onNavigate: (params: URLSearchParams) => void;
}

/** Date range and comparison. It is a plain GET form, so its state lives in the address. */
export function RangeForm(props: RangeFormProps) {
  const say = useWords(RANGE_TEXTS);
  const { range, from, to, compare } = props;
  const [draft, setDraft] = useState<{ readonly address: string; readonly fields: Fields; readonly errors: Errors }>();
  const isDrafting = draft?.address === props.address;
  const fields: Fields = isDrafting ? draft.fields : { range, from, to, compare };
  const errors: Errors = isDrafting ? draft.errors : props.errors;
  const isCustom = fields.range === "custom";
  const problems = isDrafting ? [] : Object.values(props.errors);

  const pick = (picked: Partial<Fields>, found: Errors = {}) =>
    setDraft({ address: props.address, fields: { ...fields, ...picked }, errors: found });

  const go = (chosen: Fields): boolean => {
    const found = chosen.range === "custom" ? props.validate(chosen.from, chosen.to) : {};
    pick(chosen, found);
    if (Object.keys(found).length > 0) return false;
    props.onNavigate(
      new URLSearchParams({
        ...props.kept,
        range: chosen.range,
        ...(chosen.range === "custom" && { from: chosen.from, to: chosen.to }),
        ...(props.comparisons.length > 0 && { compare: chosen.compare }),
      }),
    );
    return true;
  };

  const dateFields = (
    <DateFields dates={fields} errors={errors} onChange={(dates) => pick({ from: dates.from, to: dates.to })} />
  );
  return (
    <BlockStack gap="200" inlineAlign="start">
      <InlineStack gap="200" blockAlign="start">
        <form method="get" noValidate>
          <HiddenFields fields={Object.entries(props.kept)} />
          <InlineStack gap="200" blockAlign="start">
            <Select
              label={say("dateRange")}
              labelHidden
              name="range"
              options={[...props.presets]}
              value={fields.range}
              onChange={(value) => (value === "custom" ? pick({ range: value }) : go({ ...fields, range: value }))}
            />
            {props.comparisons.length > 0 && (
              <Select
                label={say("compareWith")}
                labelHidden
                name="compare"
                options={[...props.comparisons]}
                value={fields.compare}
                onChange={(value) =>
                  isCustom && range !== "custom" ? pick({ compare: value }) : go({ ...fields, compare: value })
                }
              />
            )}
            <noscript>
              <details open={isCustom}>
                <summary>{say("customDates")}</summary>
                {dateFields}
              </details>
              <Button submit>{say("apply")}</Button>
            </noscript>
          </InlineStack>
        </form>
        {isCustom && (
          <PopoverButton
            label={(range === "custom" && props.datesLabel) || say("chooseDates")}
            isOpenAtFirst={isDrafting}
          >
            {(close) => (
              <form
                noValidate
                onSubmit={(event) => {
                  event.preventDefault();
                  if (go(fields)) close();
                }}
              >
                <BlockStack gap="300" inlineAlign="stretch">
                  {dateFields}
                  <Button submit variant="primary">
                    {say("apply")}
                  </Button>
                </BlockStack>
              </form>
            )}
          </PopoverButton>
        )}
      </InlineStack>
      {problems.length > 0 && (
        <div role="alert">
          <InlineError fieldID="range" message={[...problems, props.shownInstead].filter(Boolean).join(" ")} />
        </div>
      )}
    </BlockStack>
  );
}
