import { explainedForecast } from "~/adapters/db/facts/explain/explained-forecast.server";
import { readOrderNames } from "~/adapters/db/facts/explain/order-names.server";
import { readShopHistory } from "~/adapters/db/facts/facts.server";
import { readMeasurementStatus } from "~/adapters/db/measurement/measurement-status.server";
import { readProductTitles } from "~/adapters/db/recommendations/product-titles.server";
import { readPurchasers } from "~/adapters/db/facts/purchasers.server";
import { readShopProfile, type ShopProfile } from "~/adapters/db/shop/profile.server";
import { storedTotals } from "~/adapters/db/totals/stored-totals.server";
import { withShopSnapshot, type Tx } from "~/adapters/db/connect/tenant.server";
import { HISTORY_LIMITED } from "~/domain/metrics/history/limited-history";
import { METRICS, type MetricKey } from "~/domain/metrics/catalogue/catalogue";
import { foldedTotals } from "~/domain/metrics/totals/folded-totals";
import { readMetric } from "~/domain/metrics/catalogue/read-metric";
import { amountUnit } from "~/domain/metrics/explain/amount-unit";
import type { Basis } from "~/domain/metrics/records/basis";
import { isOfStorefront } from "~/domain/metrics/records/storefront-facts";
import { coveredRange } from "~/domain/metrics/explain/covered-range";
import { LIST_KINDS, type ExplainedRow } from "~/domain/metrics/explain/explained-row";
import { explainedRows } from "~/domain/metrics/explain/explained-rows";
import { EXCLUSION_REASONS, exclusions, type Exclusions } from "~/domain/metrics/explain/exclusions";
import { DEFAULT_ORDER, type ListOrder } from "~/domain/metrics/explain/list-order";
import { explainedPurchasers, isPurchaserBasis } from "~/domain/metrics/explain/purchaser-rows";
import { because, isReason } from "~/domain/metrics/confidence/reason";
import { sayReason, type Reason } from "~/words/records/reasons";
import type { MetricContext } from "~/domain/metrics/history/metric-context";
import type { Purchaser } from "~/domain/metrics/history/purchase-book";
import type { MetricValue } from "~/domain/metrics/confidence/metric-value";
import type { DayRange } from "~/domain/time/reporting-window";
import type { Segment } from "~/domain/orders/segment";
import type { EpochMs } from "~/domain/time/shop-time";
import type { AppContext } from "~/context/context.server";
import { pageCount } from "~/features/page/page-number";
import { contextAsOf, contextOfHistory } from "../totals/context-as-of";
import {
  metricDefinition,
  metricDenominator,
  metricLabel,
  metricNumerator,
  metricReading,
} from "~/ui/format/metric-words";
import { readForecastTotals, readShownForecast, type ReadyForecast } from "../totals/stored-forecast.server";
import { ROWS_PER_PAGE, type Explanation, type FormulaPart } from "./explanation";
import { factQuery, readExclusions, sourceOfQuery, sourceOfRows, type FactSource } from "./fact-source.server";
import { explainedLines } from "./explained-lines";
import { listColumns } from "./list-columns";
import { EXPLAIN_TEXTS } from "~/words/pages/explain";
import { segmentWords } from "~/ui/format/segment-words";
import { wordsOf } from "~/words/words";

const say = wordsOf(EXPLAIN_TEXTS);

export interface ExplainRequest {
  readonly key: MetricKey;
  readonly range: DayRange;
  /** Everything when absent. Checkouts know no segments. */
  readonly segment?: Segment;
  /** What was known at that moment; now when absent. */
  readonly asOf?: EpochMs;
  /** From 1; the last one when there are not so many. */
  readonly page?: number;
  readonly order?: ListOrder;
}

/**
 * How a number came about, with a page of the facts behind it. What is of now comes from the database; an earlier
 * moment is folded from the shop's whole history, as reports are.
 */
export function explain(
  context: Pick<AppContext, "db" | "now">,
  shopId: string,
  request: ExplainRequest,
): Promise<Explanation> {
  return withExplained(context, shopId, request, async (tx, explained) => {
    const { key, range, order = DEFAULT_ORDER } = request;
    const { basis, value, metricContext, shop, source } = explained;
    const total = await source.totals();
    const pages = pageCount(total.count, ROWS_PER_PAGE);
    const page = Math.min(Math.max(1, request.page ?? 1), pages);
    const rows = await source.page(order, ROWS_PER_PAGE, (page - 1) * ROWS_PER_PAGE);
    const { unit, knowsSegments } = METRICS[key];
    return {
      key,
      label: metricLabel(key),
      definition: definitionOf(key, metricContext),
      unit,
      value,
      rangeHeld: explained.rangeHeld ?? null,
      formula: {
        reading: basis.reading,
        numerator: {
          words: metricNumerator(key),
          amount: total.numerator,
          unit: amountUnit(basis.numerator),
        },
        denominator: denominatorOf(key, basis, total.denominator),
        madeOf: explained.madeOf,
        how: metricReading(key),
      },
      segment: knowsSegments ? await chosenSegment(tx, shopId, request.segment) : "",
      range,
      over: coveredRange(basis, range, metricContext),
      excluded: EXCLUSION_REASONS.flatMap((reason) => {
        const count = explained.excluded[reason] ?? 0;
        return count === 0 ? [] : [{ reason, label: say(`excluded.${reason}`), count }];
      }),
      definitionVersion: shop.definitionVersion,
      asOf: explained.asOf,
      ...(await newestOf(tx, shopId, basis, shop)),
      unavailableBecause: sayReason(value.unavailableBecause),
      list: {
        kind: LIST_KINDS[basis.facts],
        columns: listColumns(key, basis),
        rows: await named(tx, shopId, rows),
        total,
        page,
        pages,
        order,
      },
      shop: { name: shop.name, currencyCode: shop.currencyCode, timeZone: shop.timeZone },
    };
  });
}

/** What the number is made of, and the newest event of that kind among the numbers. */
async function newestOf(
  tx: Tx,
  shopId: string,
  basis: Basis,
  { newestEventAt }: ShopProfile,
): Promise<Pick<Explanation, "counts" | "newestEventAt">> {
  if (!isOfStorefront(basis)) return { counts: "orders", newestEventAt };
  const status = await readMeasurementStatus(tx, shopId);
  return { counts: "visits", newestEventAt: status?.countedUpTo ?? null };
}

/** Of expected value it says what that is discounted at. */
function definitionOf(key: MetricKey, { definitions }: MetricContext): string {
  const { annualDiscountPercent: percent } = definitions;
  const { isForecast, unit } = METRICS[key];
  const definition = metricDefinition(key);
  if (percent === 0 || !isForecast || unit !== "money") return definition;
  return `${definition} ${say("discounted", { percent: String(percent) })}`;
}

async function chosenSegment(tx: Tx, shopId: string, segment: Segment = {}): Promise<string> {
  const { firstProductId } = segment;
  if (firstProductId === undefined) return segmentWords(segment);
  return segmentWords(segment, (await readProductTitles(tx, shopId, [firstProductId])).get(firstProductId));
}

function denominatorOf(key: MetricKey, { denominator }: Basis, amount: number | null): FormulaPart | null {
  if (denominator === null || amount === null) return null;
  return { words: metricDenominator(key) ?? "", amount, unit: amountUnit(denominator) };
}

/** A number and where its facts are, while the transaction they are read in is open. */
export interface Explained {
  readonly basis: Basis;
  readonly value: MetricValue;
  readonly madeOf: readonly FormulaPart[];
  readonly excluded: Exclusions;
  readonly source: FactSource;
  readonly metricContext: MetricContext;
  /** The moment the number is of. */
  readonly asOf: EpochMs;
  readonly shop: ShopProfile;
  /** How often ranges of the forecast held at earlier days. */
  readonly rangeHeld?: number | null;
}

/** Runs `work` on a number, its facts and what was left out, all of one state of the shop. */
export function withExplained<T>(
  { db, now }: Pick<AppContext, "db" | "now">,
  shopId: string,
  { key, range, asOf, segment: asked = {} }: ExplainRequest,
  work: (tx: Tx, explained: Explained) => Promise<T>,
): Promise<T> {
  const { basis, knowsSegments } = METRICS[key];
  const segment = knowsSegments ? asked : {};
  return withShopSnapshot(db, shopId, async (tx) => {
    const shop = await readShopProfile(tx, shopId);
    if (!shop) throw new RangeError("The app has not read this shop yet: open it in Shopify once.");
    const metricContext = asOf === undefined ? contextAsOf(shop, now()) : contextOfHistory(shop, asOf);
    const read = asOf === undefined ? explainedNow : explainedAsOf;
    const number = await read(tx, shopId, key, basis, range, segment, metricContext, shop);
    // Without first purchases the facts would only mislead.
    const isHidden = number.value.unavailableBecause?.key === HISTORY_LIMITED.key;
    const source = isHidden ? sourceOfRows([], basis.denominator !== null) : number.source;
    return work(tx, { basis, metricContext, shop, asOf: metricContext.asOf, ...number, source });
  });
}

type NumberAndFacts = Pick<Explained, "value" | "madeOf" | "excluded" | "source" | "rangeHeld"> & {
  /** When it was made, if that was earlier. */
  readonly asOf?: EpochMs;
};

async function explainedNow(
  tx: Tx,
  shopId: string,
  key: MetricKey,
  basis: Basis,
  range: DayRange,
  segment: Segment,
  context: MetricContext,
  shop: ShopProfile,
): Promise<NumberAndFacts> {
  const purchasers = isPurchaserBasis(basis) ? await readPurchasers(tx, shopId, segment) : [];
  const forecast = basis.facts === "forecast" ? await readShownForecast(tx, shopId, shop, context.asOf) : null;
  const reader = storedTotals(tx, shopId, context, segment, {
    purchasers: () => Promise.resolve(purchasers),
    forecast: () => readForecastTotals(tx, shopId, forecast ?? because("forecastRunning"), segment),
  });
  return {
    value: await readMetric(key, reader, range, context),
    madeOf: await explainedLines(basis, range, reader),
    excluded: await readExclusions(tx, shopId, basis, range, segment, context),
    source: sourceOfNow(tx, shopId, basis, { range, segment, purchasers, forecast, context }),
    ...(forecast !== null &&
      !isReason(forecast) && { asOf: forecast.asOf, rangeHeld: forecast.summary.grade?.monthCoverage ?? null }),
  };
}

function sourceOfNow(
  tx: Tx,
  shopId: string,
  basis: Basis,
  from: {
    readonly range: DayRange;
    readonly segment: Segment;
    readonly purchasers: readonly Purchaser[];
    readonly forecast: ReadyForecast | Reason | null;
    readonly context: MetricContext;
  },
): FactSource {
  const { range, segment, purchasers, forecast, context } = from;
  const hasDenominator = basis.denominator !== null;
  if (basis.facts === "forecast") {
    if (forecast === null || isReason(forecast)) return sourceOfRows([], hasDenominator);
    return sourceOfQuery(tx, explainedForecast(shopId, basis, forecast, segment));
  }
  return isPurchaserBasis(basis)
    ? sourceOfRows(explainedPurchasers(basis, purchasers, range, context), hasDenominator)
    : sourceOfQuery(tx, factQuery(shopId, basis, range, segment, context));
}

async function explainedAsOf(
  tx: Tx,
  shopId: string,
  key: MetricKey,
  basis: Basis,
  range: DayRange,
  segment: Segment,
  context: MetricContext,
): Promise<NumberAndFacts> {
  const history = await readShopHistory(tx, shopId);
  const reader = foldedTotals(history, context, segment);
  return {
    value: await readMetric(key, reader, range, context),
    madeOf: await explainedLines(basis, range, reader),
    excluded: exclusions(basis, history, range, context, segment),
    source: sourceOfRows(explainedRows(basis, history, range, context, segment), basis.denominator !== null),
  };
}

/** With the names of the orders that only their ids are known of. */
async function named(tx: Tx, shopId: string, rows: readonly ExplainedRow[]): Promise<ExplainedRow[]> {
  const nameless = rows.flatMap(({ orderId, orderName }) => (orderId !== null && orderName === null ? [orderId] : []));
  if (nameless.length === 0) return [...rows];
  const names = await readOrderNames(tx, shopId, nameless);
  return rows.map((row) => ({ ...row, orderName: row.orderName ?? names.get(row.orderId ?? "") ?? null }));
}
