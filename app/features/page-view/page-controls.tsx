import type { ReactNode } from "react";
import { parseReportingWindow } from "~/domain/reporting-window";
import { SEGMENT_FIELDS } from "~/domain/segment";
import { COMPARISON_OPTIONS, RANGE_OPTIONS } from "~/features/overview/range-options";
import { keptParameters } from "~/ui/kept-parameters";
import { RangeForm } from "~/ui/range-form";
import { SegmentFilter } from "~/ui/segment-filter";
import type { PageView } from "./page-view";

/** The fields of an address that choose range and comparison. */
export const RANGE_FIELDS = ["range", "from", "to", "compare", "align"] as const;

export interface PageControlsProps {
  readonly view: Pick<PageView, "shop" | "window" | "asOf"> & { readonly segment?: PageView["segment"] };
  /** The query of the page's address. */
  readonly search: string;
  /** What else the page holds in its address and keeps when range or filter change, such as its tab. */
  readonly pageFields?: readonly string[];
  /** What the filter does not touch on this page, in a sentence. */
  readonly filterNote?: string;
  readonly locale: string;
  /** Goes to `?query` of the same page. */
  readonly onNavigate: (params: URLSearchParams) => void;
  readonly link: (props: { readonly to: string; readonly children: ReactNode }) => ReactNode;
}

/** Range, comparison and filter of a page of numbers. All of it lives in the address. */
export function PageControls(props: PageControlsProps) {
  const { view, search, pageFields = [], filterNote, locale, onNavigate, link } = props;
  const { window, segment } = view;
  const asked = new URLSearchParams(search);
  const areDatesWrong = window.errors.from !== undefined || window.errors.to !== undefined;
  return (
    <div className="cb-controls">
      <RangeForm
        presets={RANGE_OPTIONS}
        comparisons={COMPARISON_OPTIONS}
        range={areDatesWrong ? "custom" : window.preset}
        from={areDatesWrong ? (asked.get("from") ?? "") : window.range.from}
        to={areDatesWrong ? (asked.get("to") ?? "") : window.range.to}
        compare={window.comparison}
        address={search}
        errors={window.errors}
        kept={keptParameters(search, ["align", ...SEGMENT_FIELDS, ...pageFields])}
        validate={(from, to) =>
          parseReportingWindow(new URLSearchParams({ range: "custom", from, to }), {
            timeZone: view.shop.timeZone,
            now: view.asOf,
            installedAt: null,
          }).errors
        }
        onNavigate={onNavigate}
      />
      {segment && (
        <SegmentFilter
          {...segment}
          kept={keptParameters(search, [...RANGE_FIELDS, ...pageFields])}
          {...(filterNote !== undefined && { note: filterNote })}
          locale={locale}
          onNavigate={onNavigate}
          link={link}
        />
      )}
    </div>
  );
}
