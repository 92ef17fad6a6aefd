import { readMedianOrderValue } from "~/adapters/db/totals/order-values.server";
import type { DailyTotals } from "~/adapters/db/totals/rollups.server";
import { readAovParts, readOrderSplits } from "~/adapters/db/totals/order-splits.server";
import { readOrderValues } from "~/adapters/db/totals/value-distributions.server";
import type { Definitions } from "~/domain/orders/definitions";
import { aovDrivers } from "~/domain/metrics/splits/aov-drivers";
import { countedOrders } from "~/domain/metrics/formulas/average-order-value";
import type { MetricContext } from "~/domain/metrics/history/metric-context";
import { METRIC_KEYS, METRICS, type MetricKey } from "~/domain/metrics/catalogue/catalogue";
import { readMetric } from "~/domain/metrics/catalogue/read-metric";
import { ORDER_RECORDS } from "~/domain/metrics/records/orders";
import {
  MOST_UNITS,
  completeSplits,
  leadingSplits,
  type OrderSplitGroup,
  type OrderSplit,
} from "~/domain/metrics/splits/order-splits";
import { allBuyers, emptySalesTotals, untoldBuyers } from "~/domain/metrics/totals/sales-totals";
import { BUYERS } from "~/domain/metrics/history/buyer";
import type { SalesTotals } from "~/domain/metrics/totals/totals";
import type { ComparisonRange } from "~/domain/time/reporting-window";
import type { EpochMs } from "~/domain/time/shop-time";
import { metricLabel } from "~/ui/metric-words";
import type { AppContext } from "~/context/context.server";
import type { NumberCard } from "~/features/page/cards/number-card";
import { readRangeTotals, type RangeTotals } from "~/features/page/range/range-totals.server";
import { ratioPeriods, type DailyParts } from "~/features/page/cards/ratio-periods";
import { metricCard } from "~/features/page/cards/metric-card";
import { openPage, type OpenPage } from "~/features/page/open-page.server";
import { SECTIONS_BENEATH, type OrdersView, type SplitRow } from "./orders";
import { ORDER_TEXTS } from "~/words/orders";
import { wordsOf } from "~/words/words";

const say = wordsOf(ORDER_TEXTS);

const MOST_ROWS = 12;
const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;

/** What orders are worth, and why, for the range and segment the address asks for. */
export function loadOrders(
  context: Pick<AppContext, "db" | "now">,
  shopId: string,
  params: URLSearchParams,
  now: EpochMs = context.now(),
): Promise<OrdersView> {
  return openPage(context, shopId, params, now, async (page) => {
    const { tx, earlier, range, segment, whole, parsed } = page;
    const { definitions } = page.profile;
    const threshold = definitions.abandonmentThresholdMinutes;
    const totals = await readRangeTotals(tx, shopId, whole, now, threshold, segment);
    const before = earlier && (await readRangeTotals(tx, shopId, earlier, now, threshold, segment));
    const parts = dailyParts(totals.days, definitions);
    const periods = ratioPeriods(parts, before ? dailyParts(comparedDays(before), definitions) : []);
    const groups = await readOrderSplits(tx, shopId, range, segment);
    return {
      cards: await mainCards(page, totals, before, parts),
      secondRow: await secondRow(page, totals, before),
      chart: {
        key: "aov",
        label: metricLabel("aov"),
        unit: "money" as const,
        period: periods.period,
        points: periods.points,
        comparison: periods.comparison,
        isLastIncomplete: parsed.isRunning || periods.isLastShort,
      },
      distribution: await readOrderValues(tx, shopId, range, segment),
      splits: splitRows(groups, allBuyers(totals.sales).orders, page.metricContext),
      drivers: await readDrivers(page),
    };
  });
}

async function mainCards(
  { tx, shopId, range, earlier, segment, metricContext }: OpenPage,
  totals: RangeTotals,
  before: RangeTotals | null,
  days: readonly DailyParts[],
): Promise<NumberCard[]> {
  const card = (key: "aov" | "orders" | "units_per_order", trend: readonly (number | null)[]) =>
    metricCard(key, {
      value: ORDER_RECORDS[key].formula(totals.sales, metricContext),
      previous: before && ORDER_RECORDS[key].formula(before.sales, metricContext),
      trend,
    });
  const median = async (of: ComparisonRange, { sales }: RangeTotals) =>
    ORDER_RECORDS.aov_median.formula(
      { median: await readMedianOrderValue(tx, shopId, of, segment), sales },
      metricContext,
    );
  return [
    card(
      "aov",
      days.map(({ numerator, denominator }) => (denominator === 0 ? null : numerator / denominator)),
    ),
    metricCard("aov_median", {
      value: await median({ ...range, until: null }, totals),
      previous: before && earlier && (await median(earlier, before)),
    }),
    card(
      "orders",
      totals.days.map((day) => day.orders),
    ),
    card("units_per_order", []),
  ];
}

/** The cards of every metric that belongs to a section beneath. */
async function secondRow(page: OpenPage, totals: RangeTotals, before: RangeTotals | null): Promise<NumberCard[]> {
  const { reader, metricContext, range } = page;
  const read = (key: MetricKey, { sales }: RangeTotals) =>
    readMetric(key, { ...reader, sales: () => Promise.resolve(sales) }, range, metricContext);
  const cards: NumberCard[] = [];
  for (const key of METRIC_KEYS.filter((each) =>
    SECTIONS_BENEATH.some((section) => section === METRICS[each].section),
  )) {
    cards.push(metricCard(key, { value: await read(key, totals), previous: before && (await read(key, before)) }));
  }
  return cards;
}

function dailyParts(days: readonly DailyTotals[], definitions: Definitions): DailyParts[] {
  return days.map((totals) => ({
    day: totals.day,
    numerator: totals.orderValue,
    denominator: countedOrders(totals, definitions),
  }));
}

/** The days to compare with; the last one as far as it is compared. */
function comparedDays({ days, lastPart }: RangeTotals): DailyTotals[] {
  return days.map((each, index) => {
    if (!lastPart || index < days.length - 1) return each;
    const { orders, zeroValueOrders, orderValue: value } = allBuyers(lastPart);
    return { ...each, orders, zeroValueOrders, orderValue: value };
  });
}

async function readDrivers({ tx, shopId, whole, earlier, segment }: OpenPage): Promise<OrdersView["drivers"]> {
  if (!earlier) return null;
  const now = await readAovParts(tx, shopId, whole, segment);
  const before = await readAovParts(tx, shopId, earlier, segment);
  const parts = aovDrivers(before, now);
  return parts && { before: before.orderValue / before.orders, now: now.orderValue / now.orders, parts };
}

function splitRows(groups: readonly OrderSplitGroup[], orders: number, context: MetricContext): OrdersView["splits"] {
  const row = (group: OrderSplitGroup, label: string): SplitRow => ({
    key: group.key,
    label,
    orders: group.orders,
    share: orders === 0 ? 0 : group.orders / orders,
    orderValue: group.orderValue,
    aov: ORDER_RECORDS.aov.formula(untoldBuyers(salesOf(group)), context),
  });
  const complete = (split: OrderSplit, labels: readonly (readonly [key: string, label: string])[]) =>
    completeSplits(
      groups,
      split,
      labels.map(([key]) => key),
    ).map((group, index) => row(group, labels[index]?.[1] ?? ""));
  const leading = (split: OrderSplit) =>
    leadingSplits(groups, split, MOST_ROWS).map((group) =>
      row(group, group.isRest ? say("others") : (group.key ?? say("unknown"))),
    );
  const units = Array.from({ length: MOST_UNITS + 1 }, (_, count) => {
    const shown = String(count);
    return [shown, say(count === MOST_UNITS ? "unitsAndMore" : "units", { count, shown })] as const;
  });
  return {
    buyer: complete(
      "buyer",
      BUYERS.map((buyer) => [buyer, say(`buyer.${buyer}`)]),
    ),
    channel: leading("channel"),
    country: leading("country"),
    discount: complete("discount", [
      ["yes", say("discount.yes")],
      ["no", say("discount.no")],
    ]),
    weekday: complete(
      "weekday",
      WEEKDAYS.map((weekday, index) => [String(index + 1), say(`weekday.${weekday}`)]),
    ),
    hour: complete(
      "hour",
      Array.from({ length: 24 }, (_, hour) => [String(hour), `${String(hour).padStart(2, "0")}:00`]),
    ),
    units: complete("units", units).filter((each) => each.key !== "0" || each.orders > 0),
  };
}

function salesOf({ orders, zeroValueOrders, orderValue: value, orderValueSquares }: OrderSplitGroup): SalesTotals {
  return { ...emptySalesTotals(), orders, zeroValueOrders, orderValue: value, orderValueSquares };
}
