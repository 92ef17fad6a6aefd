import { readMedianOrderValue } from "~/adapters/db/totals/order-values.server";
import type { DailyTotals } from "~/adapters/db/totals/rollups.server";
import { readAovParts, readOrderSplits } from "~/adapters/db/totals/order-splits.server";
import { readOrderValues } from "~/adapters/db/totals/value-distributions.server";
import type { Definitions } from "~/domain/orders/definitions";
import { aovDrivers } from "~/domain/metrics/aov-drivers";
import * as orderValue from "~/domain/metrics/average-order-value";
import { METRICS, type MetricKey } from "~/domain/metrics/catalogue";
import type { MetricValue } from "~/domain/metrics/metric-value";
import {
  MOST_UNITS,
  completeSplits,
  leadingSplits,
  type OrderSplitGroup,
  type OrderSplit,
} from "~/domain/metrics/order-splits";
import * as sales from "~/domain/metrics/sales";
import { allBuyers, emptySalesTotals } from "~/domain/metrics/sales-totals";
import { BUYERS, type Buyer, type SalesTotals, type SalesTotalsByBuyer } from "~/domain/metrics/totals";
import type { EpochMs } from "~/domain/time/shop-time";
import type { AppContext } from "~/context/context.server";
import type { NumberCard } from "~/features/page/cards/number-card";
import { readRangeTotals, type RangeTotals } from "~/features/page/range/range-totals.server";
import { ratioPeriods, type DailyParts } from "~/features/page/cards/ratio-periods";
import { metricCard } from "~/features/page/cards/metric-card";
import { openPage, type OpenPage } from "~/features/page/open-page.server";
import type { OrdersView, SplitRow } from "./orders";

const MOST_ROWS = 12;
const BUYER_LABELS: Readonly<Record<Buyer, string>> = {
  new: "First purchases",
  returning: "Repeat purchases",
  other: "Customer unknown or no purchase",
};
const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

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
      secondRow: secondRow(totals.sales, before?.sales ?? null, definitions),
      chart: {
        key: "aov",
        label: METRICS.aov.label,
        unit: "money" as const,
        period: periods.name,
        points: periods.points,
        comparison: periods.comparison,
        isLastIncomplete: parsed.isRunning || periods.isLastShort,
      },
      distribution: await readOrderValues(tx, shopId, range, segment),
      splits: splitRows(groups, allBuyers(totals.sales).orders, definitions),
      drivers: await readDrivers(page),
    };
  });
}

async function mainCards(
  { tx, shopId, range, earlier, segment, profile }: OpenPage,
  totals: RangeTotals,
  before: RangeTotals | null,
  days: readonly DailyParts[],
): Promise<NumberCard[]> {
  const { definitions } = profile;
  const both = (of: (sales: SalesTotalsByBuyer) => MetricValue) => ({
    value: of(totals.sales),
    previous: before && of(before.sales),
  });
  const median = await readMedianOrderValue(tx, shopId, { ...range, until: null }, segment);
  const medianBefore = earlier && (await readMedianOrderValue(tx, shopId, earlier, segment));
  return [
    metricCard("aov", {
      ...both((each) => orderValue.averageOrderValue(allBuyers(each), definitions)),
      trend: days.map(({ numerator, denominator }) => (denominator === 0 ? null : numerator / denominator)),
    }),
    metricCard("aov_median", {
      value: orderValue.medianOrderValue(median, allBuyers(totals.sales).orders),
      previous: before && orderValue.medianOrderValue(medianBefore, allBuyers(before.sales).orders),
    }),
    metricCard("orders", { ...both(sales.orders), trend: totals.days.map((day) => day.orders) }),
    metricCard("units_per_order", both(orderValue.unitsPerOrder)),
  ];
}

function secondRow(now: SalesTotalsByBuyer, before: SalesTotalsByBuyer | null, definitions: Definitions): NumberCard[] {
  const card = (key: MetricKey, of: (totals: SalesTotalsByBuyer) => MetricValue) =>
    metricCard(key, { value: of(now), previous: before && of(before) });
  return [
    card("aov_net", orderValue.averageOrderValueNet),
    card("aov_total", orderValue.averageOrderValueTotal),
    card("aov_new", (totals) => orderValue.averageOrderValueNew(totals, definitions)),
    card("aov_returning", (totals) => orderValue.averageOrderValueReturning(totals, definitions)),
    card("discount_rate", sales.discountRate),
    card("discounted_order_share", sales.discountedOrderShare),
    card("return_rate_value", sales.returnRateValue),
    card("cancel_rate", sales.cancelRate),
    card("net_sales_new", (totals) => sales.netSales(totals.new)),
    card("net_sales_returning", (totals) => sales.netSales(totals.returning)),
    card("net_sales_other", (totals) => sales.netSales(totals.other)),
    card("repeat_revenue_share", sales.repeatRevenueShare),
  ];
}

function dailyParts(days: readonly DailyTotals[], { excludeZeroValueFromAov }: Definitions): DailyParts[] {
  return days.map(({ day, orders, zeroValueOrders, orderValue: numerator }) => ({
    day,
    numerator,
    denominator: orders - (excludeZeroValueFromAov ? zeroValueOrders : 0),
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

function splitRows(groups: readonly OrderSplitGroup[], orders: number, definitions: Definitions): OrdersView["splits"] {
  const row = (group: OrderSplitGroup, label: string): SplitRow => ({
    key: group.key,
    label,
    orders: group.orders,
    share: orders === 0 ? 0 : group.orders / orders,
    orderValue: group.orderValue,
    aov: orderValue.averageOrderValue(salesOf(group), definitions),
  });
  const complete = (split: OrderSplit, labels: readonly (readonly [key: string, label: string])[]) =>
    completeSplits(
      groups,
      split,
      labels.map(([key]) => key),
    ).map((group, index) => row(group, labels[index]?.[1] ?? ""));
  const leading = (split: OrderSplit) =>
    leadingSplits(groups, split, MOST_ROWS).map((group) =>
      row(group, group.isRest ? "All others" : (group.key ?? "Unknown")),
    );
  const units = Array.from({ length: MOST_UNITS + 1 }, (_, count) => {
    const name = count === 1 ? "1 unit" : `${count} units`;
    return [String(count), count === MOST_UNITS ? `${name} and more` : name] as const;
  });
  return {
    buyer: complete(
      "buyer",
      BUYERS.map((buyer) => [buyer, BUYER_LABELS[buyer]]),
    ),
    channel: leading("channel"),
    country: leading("country"),
    discount: complete("discount", [
      ["yes", "With a discount"],
      ["no", "Without a discount"],
    ]),
    weekday: complete(
      "weekday",
      WEEKDAYS.map((name, index) => [String(index + 1), name]),
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
