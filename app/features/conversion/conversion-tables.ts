import type { CsvCell } from "~/domain/csv";
import type { SessionSplit } from "~/domain/metrics/splits/funnel";
import type { MetricValue } from "~/domain/metrics/confidence/metric-value";
import type { FileTable } from "~/features/page/files/file-table";
import { METRIC_COLUMNS, metricCells } from "~/features/page/files/file-table";
import { trendTable } from "~/features/page/files/trend-table";
import type { ConversionView } from "./conversion";
import { conversionPeriods } from "./conversion-periods";

/** The tables of Conversion by their names in an address. */
export const CONVERSION_TABLES: Readonly<Record<string, (view: ConversionView) => FileTable>> = {
  conversion_rate: (view) => trendTable("conversion_rate", conversionPeriods(view), (value) => value),
  conversion_funnel: ({ funnel }) => ({
    columns: ["step", "sessions", "share"],
    rows: funnel.map(({ step, sessions, ofAll }) => [step, sessions, ofAll.value]),
  }),
  conversion_steps: ({ funnel, shop }) => ({
    columns: ["step", "left", ...METRIC_COLUMNS, "compared_value"],
    rows: funnel
      .slice(1)
      .map(({ step, sessions, ofPrevious, before }) => [
        step,
        (ofPrevious.denominator ?? 0) - sessions,
        ...comparedCells(ofPrevious, before, shop.currencyCode),
      ]),
  }),
  conversion_by_device: splitTable("device"),
  conversion_by_source: splitTable("source"),
  conversion_by_landing: splitTable("landing"),
  conversion_by_visitor: splitTable("visitor"),
  conversion_searches: ({ searches, shop }) => ({
    columns: ["search_term", "sessions", "searches", "without_result", ...METRIC_COLUMNS],
    rows: searches.map(({ words, sessions, searches: count, withoutResult, conversion }) => [
      words,
      sessions,
      count,
      withoutResult,
      ...metricCells(conversion, shop.currencyCode),
    ]),
  }),
  conversion_rarely_bought: ({ rarelyBought, usualAdded, shop }) => ({
    columns: ["product_id", "product", "orders", ...METRIC_COLUMNS, "usual_value", "missed"],
    rows: rarelyBought.map(({ productId, title, orders, added, missed }) => [
      productId,
      title,
      orders,
      ...metricCells(added, shop.currencyCode),
      usualAdded.value,
      missed,
    ]),
  }),
  conversion_sold_out: ({ soldOut, shop }) => ({
    columns: ["product_id", "product", ...METRIC_COLUMNS],
    rows: soldOut.map(({ productId, title, soldOut: share }) => [
      productId,
      title,
      ...metricCells(share, shop.currencyCode),
    ]),
  }),
  conversion_shopify_countries: ({ shopifySessions, shop }) => ({
    columns: ["country", "sessions", ...METRIC_COLUMNS],
    rows: shopifySessions.countries.map(({ country, sessions, conversion }) => [
      country,
      sessions,
      ...metricCells(conversion, shop.currencyCode),
    ]),
  }),
  conversion_by_prior_purchases: ({ priorPurchases, shop }) => ({
    columns: ["prior_purchases", "or_more", ...METRIC_COLUMNS],
    rows: priorPurchases.map(({ purchases, isLast, conversion }) => [
      purchases,
      isLast ? "yes" : "no",
      ...metricCells(conversion, shop.currencyCode),
    ]),
  }),
};

function splitTable(split: SessionSplit) {
  return ({ splits, shop }: ConversionView): FileTable => ({
    columns: [split, "sessions", "share", ...METRIC_COLUMNS, "compared_value"],
    rows: splits[split].map(({ key, sessions, share, conversion }) => [
      key,
      sessions,
      share,
      ...comparedCells(conversion.value, conversion.previous, shop.currencyCode),
    ]),
  });
}

function comparedCells(value: MetricValue, previous: MetricValue | null, currencyCode: string): CsvCell[] {
  return [...metricCells(value, currencyCode), previous?.value ?? null];
}
