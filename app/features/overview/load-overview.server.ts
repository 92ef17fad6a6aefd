import type { DailyTotals } from "~/adapters/db/totals/rollups.server";
import { readPulse } from "~/adapters/db/shop/data-status.server";
import { readValueByMonth } from "~/adapters/db/totals/value-by-month.server";
import type { AppContext } from "~/context/context.server";
import { FEW_DATA } from "~/domain/metrics/confidence/confidence";
import { unavailable, type MetricValue } from "~/domain/metrics/confidence/metric-value";
import { because } from "~/domain/metrics/confidence/reason";
import { verdictOf } from "~/domain/metrics/confidence/verdict";
import { HISTORY_LIMITED } from "~/domain/metrics/history/limited-history";
import type { MetricContext } from "~/domain/metrics/history/metric-context";
import { AVERAGE_RECORDS } from "~/domain/metrics/records/average-order-value";
import { CHECKOUT_RECORDS } from "~/domain/metrics/records/checkouts";
import { TRAILING_VALUE_RECORDS, type TrailingValueKey } from "~/domain/metrics/records/customer-value";
import { REPEAT_RECORDS } from "~/domain/metrics/records/repeat";
import { headlineCustomers, trailingRange, type HeadlineHorizon } from "~/domain/metrics/totals/headline-customers";
import { allBuyers, netSalesOf } from "~/domain/metrics/totals/sales-totals";
import type { MatureCustomers } from "~/domain/metrics/totals/totals";
import { customerSegment, isWholeShop } from "~/domain/orders/segment";
import type { ComparisonRange, DayRange } from "~/domain/time/reporting-window";
import {
  addDays,
  addMonths,
  daysBetween,
  firstDayOfMonth,
  monthOf,
  type EpochMs,
  type ShopDay,
} from "~/domain/time/shop-time";
import type { ForecastView } from "~/features/forecast/forecast";
import { readForecastView } from "~/features/forecast/load-forecast.server";
import { cardReader, type CardReader } from "~/features/page/cards/card-reader.server";
import { measuredCard } from "~/features/page/cards/measured-card.server";
import type { ChartPoint, NumberCard } from "~/features/page/cards/number-card";
import { openPage, type OpenPage } from "~/features/page/open-page.server";
import { readRangeTotals, type RangeTotals } from "~/features/page/range/range-totals.server";
import { metricDefinition, metricLabel } from "~/ui/format/metric-words";
import { OVERVIEW_TEXTS } from "~/words/pages/overview";
import { wordsOf } from "~/words/words";
import type { Overview } from "./overview";

const say = wordsOf(OVERVIEW_TEXTS);

const TREND_MONTHS = 12;

/**
 * The numbers of the overview for the range and segment its address asks for, as of now.
 *
 * @throws {Error} when the app has never read the shop.
 */
export function loadOverview(
  context: Pick<AppContext, "db" | "now">,
  shopId: string,
  params: URLSearchParams,
  now: EpochMs = context.now(),
): Promise<Overview> {
  return openPage(context, shopId, params, now, async (page) => {
    const { tx, profile, earlier, segment } = page;
    const threshold = profile.definitions.abandonmentThresholdMinutes;
    const totals = await readRangeTotals(tx, shopId, page.whole, now, threshold, segment);
    const before = earlier && (await readRangeTotals(tx, shopId, earlier, now, threshold, segment));
    const { days } = totals;
    const card = cardReader(page, totals, before);
    const value = await readCustomerValue(page);
    return {
      expectedValue: expectedIn(await readForecastView(tx, shopId, segment, now)),
      annualDiscountPercent: profile.definitions.annualDiscountPercent,
      cards: [...(await mainCards(card, days, page.metricContext)), valueCard(value, page.metricContext)],
      salesCards: [
        ...(await salesCards(card, days)),
        ...(profile.measuredFrom === null ? [] : [await measuredCard(page, "conversion_rate")]),
      ],
      visitVersion: (await readPulse(tx, shopId))?.visitVersion ?? 0,
      chart: {
        key: "net_sales",
        label: metricLabel("net_sales"),
        unit: "money" as const,
        points: days.map(({ day, netSales: sold }) => ({ day, value: sold })),
        comparison: earlier && before ? comparisonPoints(days, before, earlier) : [],
        isLastIncomplete: page.parsed.isRunning,
      },
    };
  });
}

/** A poor forecast is shown where it can be judged alone. */
function expectedIn(forecast: ForecastView): MetricValue | null {
  return forecast.state === "ready" && !forecast.isPoor ? forecast.metrics.clv_predicted_12 : null;
}

async function mainCards(
  card: CardReader,
  days: readonly DailyTotals[],
  context: MetricContext,
): Promise<NumberCard[]> {
  const { aov } = AVERAGE_RECORDS;
  const { repeat_rate: repeatRate } = REPEAT_RECORDS;
  const { checkout_abandonment_rate: abandonmentRate } = CHECKOUT_RECORDS;
  const averages = days.map((day) => aov.formula(day, context).value);
  const repeats = days.map((day) => repeatRate.formula(day, context).value);
  const rates = days.map(({ checkouts }) => abandonmentRate.formula(checkouts, context).value);
  const average = await card("aov", averages);
  return [
    await card("repeat_rate", repeats),
    { ...average, label: say("averageOrderValueOf", { label: average.label }) },
    await card("checkout_abandonment_rate", rates),
  ];
}

async function salesCards(card: CardReader, days: readonly DailyTotals[]): Promise<NumberCard[]> {
  const sold = days.map(({ netSales }) => netSales);
  const orders = days.map((day) => day.orders);
  const newCustomers = days.map((day) => day.newCustomers);
  return [await card("net_sales", sold), await card("orders", orders), await card("new_customers", newCustomers)];
}

interface CustomerValue {
  /** Null while no horizon has enough customers. */
  readonly horizon: HeadlineHorizon | null;
  readonly mature: MatureCustomers;
  readonly before: MatureCustomers | null;
  /** Mean value by month of acquisition, oldest first. */
  readonly trend: readonly number[];
}

async function readCustomerValue({
  tx,
  shopId,
  today,
  range,
  earlier,
  segment,
  reader,
}: OpenPage): Promise<CustomerValue> {
  const { horizon, isReached, mature } = await headlineCustomers(today, reader.mature);
  if (!isReached) return { horizon: null, mature, before: null, trend: [] };
  // Only the whole shop has stored months.
  const isStored = isWholeShop(customerSegment(segment));
  const months = isStored ? await readValueByMonth(tx, shopId, monthsToMaturity(today, horizon), horizon) : [];
  const trend = months.map(({ customers, keptValue }) => keptValue / customers);
  // The same figure as it stood when the earlier range ended, with refunds known since.
  const shift = daysBetween(earlier?.to ?? range.to, range.to);
  const before = earlier && (await reader.mature(trailingRange(addDays(today, -shift), horizon), horizon));
  return { horizon, mature, before, trend };
}

/** The last months of acquisition of which every customer has reached the horizon, up to its last whole day. */
function monthsToMaturity(today: ShopDay, horizon: HeadlineHorizon): DayRange {
  const to = addDays(today, -horizon - 1);
  return { from: firstDayOfMonth(addMonths(monthOf(to), 1 - TREND_MONTHS)), to };
}

function valueCard({ horizon, mature, before, trend }: CustomerValue, context: MetricContext): NumberCard {
  const { isHistoryLimited } = context;
  const shown = horizon ?? 30;
  const key: TrailingValueKey = `clv_observed_${shown}_trailing`;
  const { formula } = TRAILING_VALUE_RECORDS[key];
  const definition = metricDefinition(key);
  const label = horizon === null ? say("customerValue") : say("customerValueOf", { label: metricLabel(key) });
  const reason = isHistoryLimited
    ? HISTORY_LIMITED
    : because("valueNotReady", { needed: FEW_DATA, days: shown, customers: mature.customers });
  if (horizon === null || isHistoryLimited) {
    const value = unavailable("money", reason);
    return { key, label, value, previous: null, verdict: null, trend: [], definition };
  }
  const value = formula(mature, context);
  const previous = before && formula(before, context);
  return { key, label, value, previous, verdict: verdictOf(value, previous), trend, definition };
}

/** One earlier day beside each day of the range; the last one as far as it is compared. */
function comparisonPoints(days: readonly DailyTotals[], before: RangeTotals, earlier: ComparisonRange): ChartPoint[] {
  return days.map((_, index) => {
    const day = addDays(earlier.from, index);
    const isLastPart = earlier.until !== null && day === earlier.to;
    if (isLastPart && before.lastPart) return { day, value: netSalesOf(allBuyers(before.lastPart)) };
    return { day, value: before.days[index]?.netSales ?? null };
  });
}
