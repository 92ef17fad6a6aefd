import { useRef, type ReactNode } from "react";
import { isWholeShop, segmentParams, type Segment, type SegmentField } from "~/domain/orders/segment";

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
  /** BCP 47, for the names of countries. */
  readonly locale: string;
  /** Goes to the address without a page load. Until script runs the browser submits the form itself. */
  readonly onNavigate: (params: URLSearchParams) => void;
  readonly link: (props: { readonly to: string; readonly children: ReactNode }) => ReactNode;
}

/** Narrows a page to part of the shop's orders. It is a plain GET form, so its state lives in the address. */
export function SegmentFilter(props: SegmentFilterProps) {
  const { segment, words, errors, options, kept, note, locale, onNavigate, link: PageLink } = props;
  const panel = useRef<HTMLDetailsElement>(null);
  const chosen = segmentParams(segment);
  const isFiltered = !isWholeShop(segment);
  const problems = Object.values(errors);
  return (
    <div className="cb-filter">
      <details
        ref={panel}
        className="cb-filter__panel"
        onKeyDown={({ key }) => {
          if (key === "Escape") close(panel.current);
        }}
      >
        <summary className="cb-button">{isFiltered ? "Change filter" : "Filter"}</summary>
        {/* Picked and not applied is forgotten once the address says something else. */}
        <form
          key={chosen.toString()}
          method="get"
          className="cb-card cb-filter__form"
          onSubmit={(event) => {
            event.preventDefault();
            const fields = new FormData(event.currentTarget);
            const params = new URLSearchParams();
            for (const [name, value] of fields) if (typeof value === "string" && value) params.set(name, value);
            close(panel.current);
            onNavigate(params);
          }}
        >
          {Object.entries(kept).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          {choices(options, locale).map(({ name, label, any, choices: offered }) => (
            <label key={name} className="cb-filter__field">
              <span>{label}</span>
              <select name={name} className="cb-select" defaultValue={chosen.get(name) ?? ""}>
                <option value="">{any}</option>
                {offered.map(({ value, text }) => (
                  <option key={value} value={value}>
                    {text}
                  </option>
                ))}
              </select>
            </label>
          ))}
          {note && <p className="cb-muted">{note}</p>}
          <button type="submit" className="cb-button cb-button--primary">
            Apply filter
          </button>
        </form>
      </details>
      {isFiltered && (
        <p className="cb-filter__words">
          <span>Only {words}.</span> {note && <span>{note}</span>}{" "}
          <PageLink to={`?${new URLSearchParams(kept)}`}>Clear filter</PageLink>
        </p>
      )}
      {problems.length > 0 && (
        <p className="cb-field-error" role="alert">
          {problems.join(" ")}
        </p>
      )}
    </div>
  );
}

interface Choice {
  readonly name: SegmentField;
  readonly label: string;
  /** In place of a choice. */
  readonly any: string;
  readonly choices: readonly { readonly value: string; readonly text: string }[];
}

function choices({ channels, countries, firstProducts }: SegmentFilterProps["options"], locale: string): Choice[] {
  return [
    {
      name: "buyer",
      label: "New or returning",
      any: "All purchases",
      choices: [
        { value: "new", text: "First purchases" },
        { value: "returning", text: "Repeat purchases" },
      ],
    },
    {
      name: "channel",
      label: "Channel",
      any: "All channels",
      choices: channels.map((channel) => ({ value: channel, text: channel })),
    },
    {
      name: "country",
      label: "Country",
      any: "All countries",
      choices: countries.map((country) => ({ value: country, text: countryName(country, locale) })),
    },
    {
      name: "first_product",
      label: "First product",
      any: "All first products",
      choices: firstProducts.map(({ productId, title }) => ({ value: productId, text: title })),
    },
    {
      name: "discount",
      label: "Discount",
      any: "With and without a discount",
      choices: [
        { value: "yes", text: "With a discount" },
        { value: "no", text: "Without a discount" },
      ],
    },
  ];
}

/** "Germany" for `DE`; what is no country code stays as it is. */
export function countryName(code: string, locale: string): string {
  if (!/^[A-Z]{2}$/.test(code)) return code;
  return new Intl.DisplayNames(locale, { type: "region" }).of(code) ?? code;
}

/** Focus stays where the reader opened the panel. */
function close(panel: HTMLDetailsElement | null): void {
  if (!panel?.open) return;
  panel.open = false;
  panel.querySelector("summary")?.focus();
}
