import { useState } from "react";
import { isWholeShop, segmentParams, type Segment, type SegmentField } from "~/domain/orders/segment";
import { countryName } from "~/ui/format/country-name";
import { useReaderLocale } from "~/ui/format/reader-locale";
import { useWords } from "~/ui/format/use-words";
import { PopoverButton } from "~/ui/frame/popover-button";
import { BlockStack, Box, Button, InlineError, Link, Select, Text } from "~/ui/polaris";
import { FILTER_TEXTS } from "~/words/parts/filter";
import type { Words } from "~/words/words";
import { HiddenFields } from "./hidden-fields";

export interface SegmentFilterProps {
  /** What the address says now. */
  readonly segment: Segment;
  /** The same in words; empty for the whole shop. */
  readonly words: string;
  /** One sentence for a field that could not be used. */
  readonly errors: Readonly<Partial<Record<SegmentField, string>>>;
  /** Most used first. */
  readonly options: {
    readonly channels: readonly string[];
    readonly countries: readonly string[];
    readonly firstProducts: readonly { readonly productId: string; readonly title: string }[];
  };
  /** Parameters the address must keep: what Shopify gave, the range, and what the page itself holds there. */
  readonly kept: Readonly<Record<string, string>>;
  /** What the filter does not touch on this page, in a sentence. */
  readonly note?: string | undefined;
  /** Goes to the address without a page load. Until script runs the browser submits the form itself. */
  readonly onNavigate: (params: URLSearchParams) => void;
}

/** Narrows a page to part of the shop's orders. It is a plain GET form, so its state lives in the address. */
export function SegmentFilter(props: SegmentFilterProps) {
  const say = useWords(FILTER_TEXTS);
  const { segment, words, errors, kept, note, onNavigate } = props;
  const chosen = segmentParams(segment);
  const isFiltered = !isWholeShop(segment);
  const problems = Object.values(errors);
  const label = say(isFiltered ? "change" : "open");
  return (
    <>
      <noscript>
        <details>
          <summary>{label}</summary>
          <FilterForm {...props} />
        </details>
      </noscript>
      <PopoverButton label={label}>
        {(close) => (
          // Picked and not applied is forgotten once the address says something else.
          <FilterForm
            key={chosen.toString()}
            {...props}
            onNavigate={(params) => {
              close();
              onNavigate(params);
            }}
          />
        )}
      </PopoverButton>
      {isFiltered && (
        <Box paddingBlock="100">
          <Text as="p" breakWord>
            <span>{say("only", { words })}</span> {note && <span>{note}</span>}{" "}
            <Link url={`?${new URLSearchParams(kept)}`}>{say("clear")}</Link>
          </Text>
        </Box>
      )}
      {problems.length > 0 && (
        <div role="alert">
          <InlineError fieldID="filter" message={problems.join(" ")} />
        </div>
      )}
    </>
  );
}

function FilterForm({ segment, options, kept, note, onNavigate }: SegmentFilterProps) {
  const say = useWords(FILTER_TEXTS);
  const locale = useReaderLocale();
  const [picked, setPicked] = useState(() => Object.fromEntries(segmentParams(segment)));
  return (
    <form
      method="get"
      onSubmit={(event) => {
        event.preventDefault();
        const chosen = Object.entries(picked).filter(([, value]) => value !== "");
        onNavigate(new URLSearchParams([...Object.entries(kept), ...chosen]));
      }}
    >
      <HiddenFields fields={Object.entries(kept)} />
      <BlockStack gap="300">
        {choices(options, locale, say).map(({ name, label, any, choices: offered }) => (
          <Select
            key={name}
            label={label}
            name={name}
            options={[{ value: "", label: any }, ...offered]}
            value={picked[name] ?? ""}
            onChange={(value) => setPicked({ ...picked, [name]: value })}
          />
        ))}
        {note && (
          <Text as="p" tone="subdued">
            {note}
          </Text>
        )}
        <Button submit variant="primary">
          {say("apply")}
        </Button>
      </BlockStack>
    </form>
  );
}

interface Choice {
  readonly name: SegmentField;
  readonly label: string;
  /** In place of a choice. */
  readonly any: string;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
}

function choices(
  { channels, countries, firstProducts }: SegmentFilterProps["options"],
  locale: string,
  say: Words<typeof FILTER_TEXTS.en>,
): Choice[] {
  return [
    {
      name: "buyer",
      label: say("buyer.label"),
      any: say("buyer.any"),
      choices: [
        { value: "new", label: say("buyer.new") },
        { value: "returning", label: say("buyer.returning") },
      ],
    },
    {
      name: "channel",
      label: say("channel.label"),
      any: say("channel.any"),
      choices: channels.map((channel) => ({ value: channel, label: channel })),
    },
    {
      name: "country",
      label: say("country.label"),
      any: say("country.any"),
      choices: countries.map((country) => ({ value: country, label: countryName(country, locale) })),
    },
    {
      name: "first_product",
      label: say("firstProduct.label"),
      any: say("firstProduct.any"),
      choices: firstProducts.map(({ productId, title }) => ({ value: productId, label: title })),
    },
    {
      name: "discount",
      label: say("discount.label"),
      any: say("discount.any"),
      choices: [
        { value: "yes", label: say("discount.yes") },
        { value: "no", label: say("discount.no") },
      ],
    },
  ];
}
