import { useLocation, useNavigate } from "@remix-run/react";
import { SEGMENT_FIELDS } from "~/domain/orders/segment";
import type { PageView } from "~/features/page/page-view";
import { RangeControls } from "~/features/page/range/range-controls";
import { useReaderLocale } from "~/ui/format/reader-locale";
import { SegmentFilter } from "~/ui/forms/segment-filter";
import { keptParameters } from "~/ui/navigation/kept-parameters";
import { InlineStack } from "~/ui/polaris";
import { sayProblems } from "~/words/parts/problems";

/** The fields of an address that choose range and comparison. */
const RANGE_FIELDS = ["range", "from", "to", "compare", "align"] as const;

/** What every page of numbers holds in its address: range, comparison and filter. */
export const PAGE_FIELDS = [...RANGE_FIELDS, ...SEGMENT_FIELDS];

export interface PageControlsProps {
  readonly view: Pick<PageView, "shop" | "window" | "asOf" | "segment">;
  /** What else the page holds in its address and keeps when range or filter change, such as its tab. */
  readonly pageFields?: readonly string[];
  /** False where the numbers are of the whole history or of now; the address keeps the range for other pages. */
  readonly hasRange?: boolean;
  /** What the filter does not touch on this page, in a sentence. */
  readonly filterNote?: string | undefined;
}

/** Range, comparison and filter of a page of numbers. All of it lives in the address. */
export function PageControls({ view, pageFields = [], hasRange = true, filterNote }: PageControlsProps) {
  const { search } = useLocation();
  const navigate = useNavigate();
  const locale = useReaderLocale();
  return (
    <InlineStack gap="200" blockAlign="start">
      {hasRange && <RangeControls view={view} keeps={pageFields} />}
      <SegmentFilter
        {...view.segment}
        errors={sayProblems(view.segment.errors, locale)}
        kept={keptParameters(search, [...RANGE_FIELDS, ...pageFields])}
        note={filterNote}
        onNavigate={(params) => navigate(`?${params}`, { preventScrollReset: true })}
      />
    </InlineStack>
  );
}
