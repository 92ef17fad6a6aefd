import { useLocation, useNavigate } from "@remix-run/react";
import { SEGMENT_FIELDS } from "~/domain/orders/segment";
import { parseReportingWindow } from "~/domain/time/reporting-window";
import type { PageView } from "~/features/page/page-view";
import { useReaderLocale } from "~/ui/format/reader-locale";
import { useWords } from "~/ui/format/use-words";
import { RangeForm } from "~/ui/forms/range-form";
import { keptParameters } from "~/ui/navigation/kept-parameters";
import { PAGE_TEXTS } from "~/words/parts/page";
import { sayProblems } from "~/words/parts/problems";
import { datesIn, shownInstead } from "./range-words";
import { comparisonOptions, rangeOptions } from "./range-options";

/** Range and comparison of the page's address; its filter stays, and what else it holds of `keeps`. */
export function RangeControls({
  view,
  keeps = [],
  hasComparison = true,
}: {
  readonly view: Pick<PageView, "window" | "asOf"> & { readonly shop: Pick<PageView["shop"], "timeZone"> };
  /** Further parameters of the address that a new range leaves as they are, such as the page's tab. */
  readonly keeps?: readonly string[];
  /** Whether the page compares its range with an earlier one. */
  readonly hasComparison?: boolean;
}) {
  const { search } = useLocation();
  const navigate = useNavigate();
  const say = useWords(PAGE_TEXTS);
  const locale = useReaderLocale();
  const { window, asOf, shop } = view;
  const asked = new URLSearchParams(search);
  const areDatesWrong = window.errors.from !== undefined || window.errors.to !== undefined;
  return (
    <RangeForm
      presets={rangeOptions(say)}
      comparisons={hasComparison ? comparisonOptions(say) : []}
      range={areDatesWrong ? "custom" : window.preset}
      from={areDatesWrong ? (asked.get("from") ?? "") : window.range.from}
      to={areDatesWrong ? (asked.get("to") ?? "") : window.range.to}
      compare={window.comparison}
      datesLabel={areDatesWrong ? null : datesIn(locale, window.range)}
      address={search}
      errors={sayProblems(window.errors, locale)}
      shownInstead={shownInstead(window, locale)}
      kept={keptParameters(search, ["align", ...SEGMENT_FIELDS, ...keeps])}
      validate={(from, to) =>
        sayProblems(
          parseReportingWindow(new URLSearchParams({ range: "custom", from, to }), {
            timeZone: shop.timeZone,
            now: asOf,
            installedAt: null,
          }).errors,
          locale,
        )
      }
      onNavigate={(params) => navigate(`?${params}`, { preventScrollReset: true })}
    />
  );
}
