import { readAovParts, readOrderSplits } from "~/adapters/db/totals/order-splits.server";
import type { DailyTotals } from "~/adapters/db/totals/rollups.server";
import { readOrderValues } from "~/adapters/db/totals/value-distributions.server";
import type { AppContext } from "~/context/context.server";
import { METRIC_KEYS, METRICS } from "~/domain/metrics/catalogue/catalogue";
import { BUYERS } from "~/domain/metrics/history/buyer";
import type { MetricContext } from "~/domain/metrics/history/metric-context";
import { AVERAGE_RECORDS } from "~/domain/metrics/records/average-order-value";
import { aovDrivers } from "~/domain/metrics/splits/aov-drivers";
import {
  MOST_UNITS,
  completeSplits,
  leadingSplits,
  type OrderSplitGroup,
  type OrderSplit,
} from "~/domain/metrics/splits/order-splits";
import { allBuyers } from "~/domain/metrics/totals/sales-totals";
import type { ComparisonRange } from "~/domain/time/reporting-window";
import type { EpochMs } from "~/domain/time/shop-time";
import { cardReader, type CardReader } from "~/features/page/cards/card-reader.server";
import type { NumberCard } from "~/features/page/cards/number-card";
import { ratioPeriods, type DailyParts } from "~/features/page/cards/ratio-periods";
import { openPage, type OpenPage } from "~/features/page/open-page.server";
import { readRangeTotals, type RangeTotals } from "~/features/page/range/range-totals.server";
import { metricLabel } from "~/ui/format/metric-words";
import { ORDER_TEXTS } from "~/words/pages/orders";
import { wordsOf } from "~/words/words";
import { SECTIONS_BENEATH, type OrdersView, type SplitRow } from "./orders";

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
    const { tx, earlier, range, segment, whole, parsed, metricContext } = page;
    const threshold = page.profile.definitions.abandonmentThresholdMinutes;
    const totals = await readRangeTotals(tx, shopId, whole, now, threshold, segment);
    const before = earlier && (await readRangeTotals(tx, shopId, earlier, now, threshold, segment));
    const daysBefore = before ? dailyParts(comparedDays(before), metricContext) : [];
    const periods = ratioPeriods(dailyParts(totals.days, metricContext), daysBefore);
    const groups = await readOrderSplits(tx, shopId, range, segment);
    const card = cardReader(page, totals, before);
    const cards = await mainCards(card, totals.days, metricContext);
    return {
      cards,
      cardsBeneath: await cardsBeneath(card),
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
      splits: splitRows(groups, allBuyers(totals.sales).orders, metricContext),
      drivers: await readDrivers(page, cards),
    };
  });
}

async function mainCards(
  card: CardReader,
  days: readonly DailyTotals[],
  context: MetricContext,
): Promise<NumberCard[]> {
  const averages = days.map((day) => AVERAGE_RECORDS.aov.formula(day, context).value);
  const orders = days.map((day) => day.orders);
  return [
    await card("aov", averages),
    await card("aov_median"),
    await card("orders", orders),
    await card("units_per_order"),
  ];
}

/** The cards of every metric that belongs to a section beneath. */
async function cardsBeneath(card: CardReader): Promise<NumberCard[]> {
  const cards: NumberCard[] = [];
  for (const key of METRIC_KEYS.filter((each) =>
    SECTIONS_BENEATH.some((section) => section === METRICS[each].section),
  )) {
    cards.push(await card(key));
  }
  return cards;
}

/** Both sides of the average of each day. */
function dailyParts(days: readonly DailyTotals[], context: MetricContext): DailyParts[] {
  return days.map((day) => {
    const { numerator, denominator } = AVERAGE_RECORDS.aov.formula(day, context);
    return { day: day.day, numerator: numerator ?? 0, denominator: denominator ?? 0 };
  });
}

/** The days to compare with; the last one as far as it is compared. */
function comparedDays({ days, lastPart }: RangeTotals): DailyTotals[] {
  return days.map((each, index) => {
    if (!lastPart || index < days.length - 1) return each;
    const { orders, zeroValueOrders, orderValue: value } = allBuyers(lastPart);
    return { ...each, orders, zeroValueOrders, orderValue: value };
  });
}

/** What made the average of the card change. */
async function readDrivers(page: OpenPage, cards: readonly NumberCard[]): Promise<OrdersView["drivers"]> {
  const { tx, shopId, whole, earlier, segment, metricContext } = page;
  const average = cards.find(({ key }) => key === "aov");
  const [before, now] = [average?.previous?.value ?? null, average?.value.value ?? null];
  if (!earlier || before === null || now === null) return null;
  const { excludeZeroValueFromAov } = metricContext.definitions;
  const readParts = (range: ComparisonRange) => readAovParts(tx, shopId, range, segment, excludeZeroValueFromAov);
  const parts = aovDrivers(await readParts(earlier), await readParts(whole));
  return parts && { before, now, parts };
}

function splitRows(groups: readonly OrderSplitGroup[], orders: number, context: MetricContext): OrdersView["splits"] {
  const row = (group: OrderSplitGroup, label: string): SplitRow => ({
    key: group.key,
    label,
    orders: group.orders,
    share: orders === 0 ? 0 : group.orders / orders,
    orderValue: group.orderValue,
    aov: AVERAGE_RECORDS.aov.formula(group, context),
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
