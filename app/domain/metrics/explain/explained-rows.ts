import { groupBy } from "../../group-by";
import type { ShopHistory } from "../../history";
import { judgeCheckouts, type JudgedCheckout } from "../../judge-checkouts";
import type { SalesRow } from "../../order";
import {
  grossOf,
  isReturned,
  keptValue,
  netOf,
  orderValue,
  originalDiscount,
  returnedValue,
  unitsOrdered,
} from "../../order-value";
import { isWithin, previousPeriod, previousYear, type DayRange } from "../../reporting-window";
import { isInSegment, type Segment } from "../../segment";
import { DAY_MS, addDays, dayOf, type EpochMs } from "../../shop-time";
import { customerInFrame, rhythmFrame } from "../customer-rhythm";
import { trailingRange } from "../customer-value";
import type { MetricContext } from "../metric-context";
import {
  purchaseBook,
  type BookedOrder,
  type BookedPurchaser,
  type Purchaser,
  type TimedPurchase,
} from "../purchase-book";
import { trailing365 } from "../report-totals";
import { acquiredIn, ordersWhere } from "../segmented-book";
import { rankedCustomers } from "../top-customers";
import type {
  AcquiredAmount,
  AcquiredBasis,
  Basis,
  BuyerAmount,
  BuyersBasis,
  CheckoutAmount,
  CheckoutsBasis,
  LedgerAmount,
  LedgerBasis,
  OrderAmount,
  OrdersBasis,
  RetentionBasis,
  RhythmBasis,
  ShippingBasis,
  TopBasis,
} from "./basis";
import { BLANK_ROW, type ExplainedRow } from "./explained-row";

/** The facts of a basis that are told by pauses and ranks: they need every customer's purchases one by one. */
export type PurchaserBasis = RetentionBasis | RhythmBasis | TopBasis;

export function isPurchaserBasis(basis: Basis): basis is PurchaserBasis {
  return ["retention", "gaps", "active", "reactivated", "ranked"].includes(basis.facts);
}

/** The days a number looks at; null when it looks at the whole history. */
export function coveredRange(
  basis: Basis,
  range: DayRange,
  { asOf, timeZone }: Pick<MetricContext, "asOf" | "timeZone">,
): DayRange | null {
  switch (basis.facts) {
    case "buyers":
      return basis.isTrailing365 ? trailing365(range) : range;
    case "acquired":
      return acquisitionRange(basis, range, asOf, timeZone);
    case "retention":
      return { from: addDays(range.to, -729), to: range.to };
    case "gaps":
    case "ranked":
      return null;
    default:
      return range;
  }
}

/** Every fact behind a number, from the shop's whole history, in no particular order. */
export function explainedRows(
  basis: Basis,
  history: ShopHistory,
  range: DayRange,
  context: MetricContext,
  segment: Segment = {},
): ExplainedRow[] {
  const book = purchaseBook(history.orders, context);
  const orders = ordersWhere(book, (order) => isInSegment(order, segment));
  const purchasers = acquiredIn(book, segment);
  switch (basis.facts) {
    case "orders":
      return listed(orderRows(basis, orders, range, context));
    case "ledger":
      return listed(ledgerRows(basis, orders, range, context));
    case "shipping":
      return listed(shippingRows(basis, orders, range, context));
    case "buyers":
      return listed(buyerRows(basis, orders, range, context));
    case "acquired":
      return listed(acquiredRows(basis, purchasers, range, context));
    case "checkouts":
      return listed(checkoutRows(basis, history, range, context));
    default:
      return explainedPurchasers(basis, purchasers, range, context);
  }
}

/** The same for the facts that are told by pauses and ranks. */
export function explainedPurchasers(
  basis: PurchaserBasis,
  purchasers: readonly Purchaser[],
  range: DayRange,
  context: MetricContext,
): ExplainedRow[] {
  if (basis.facts === "ranked") return listed(rankedRows(basis, purchasers));
  if (basis.facts === "gaps") return purchasers.flatMap(gapRows);
  const frame = rhythmFrame(purchasers, range, context);
  const rows = purchasers.map((purchaser): ExplainedRow => {
    const customer = customerInFrame(purchaser, frame);
    const [belongs, counts] = {
      retention: [customer.isRetainable, customer.isRetained],
      active: [customer.isActive, customer.hasLapsed],
      reactivated: [customer.isReactivated, customer.isReactivated],
    }[basis.facts as "retention" | "active" | "reactivated"] as [boolean, boolean];
    return {
      ...BLANK_ROW,
      key: purchaser.customerId,
      customerId: purchaser.customerId,
      at: purchaser.numbered[0]?.at ?? 0,
      quantity: purchaser.numbered.length,
      value: purchaser.purchases.reduce((sum, purchase) => sum + purchase.keptValue, 0),
      numerator: Number(counts),
      denominator: basis.denominator === null ? null : Number(belongs),
    };
  });
  return listed(rows);
}

/** A fact is listed when it adds to either part. */
function listed(rows: readonly ExplainedRow[]): ExplainedRow[] {
  return rows.filter(({ numerator, denominator }) => numerator !== 0 || (denominator ?? 0) !== 0);
}

function orderRows(basis: OrdersBasis, orders: readonly BookedOrder[], range: DayRange, context: MetricContext) {
  const { numerator, denominator, buyers } = basis;
  return orders
    .filter(({ isPlaced, day, buyer }) => isPlaced && isWithin(day, range) && (!buyers || buyers.includes(buyer)))
    .map((booked): ExplainedRow => ({
      ...orderRow(booked),
      numerator: orderAmount(booked, numerator, context),
      denominator: denominator && orderAmount(booked, denominator, context),
    }));
}

function orderRow({ order, purchaseNumber }: BookedOrder) {
  return {
    ...BLANK_ROW,
    key: order.id,
    orderId: order.id,
    customerId: order.customerId,
    at: order.processedAt,
    channel: order.channel,
    country: order.country,
    purchaseNumber,
    value: orderValue(order),
  };
}

function orderAmount({ order, isPurchase }: BookedOrder, amount: OrderAmount, { definitions }: MetricContext): number {
  const isLeftOut = definitions.excludeZeroValueFromAov && orderValue(order) === 0;
  switch (amount) {
    case "one":
      return 1;
    case "counted":
      return isLeftOut ? 0 : 1;
    case "units":
      return unitsOrdered(order);
    case "orderValue":
    case "countedValue":
      return orderValue(order);
    case "keptValue":
      return keptValue(order);
    case "totalPaid":
      return order.totalPaid;
    case "returnedValue":
      return returnedValue(order);
    case "isDiscounted":
      return Number(originalDiscount(order) > 0);
    case "isCancelled":
      return Number(order.cancelledAt !== null);
    case "isPurchase":
      return Number(isPurchase);
    case "isIdentified":
      return Number(isPurchase && order.customerId !== null);
  }
}

/** The earlier range a growth is measured against; null for every other ledger number. */
export function baseRange({ base }: LedgerBasis, range: DayRange): DayRange | null {
  if (base === undefined) return null;
  return base === "previous_period" ? previousPeriod(range) : previousYear(range);
}

function ledgerRows(basis: LedgerBasis, orders: readonly BookedOrder[], range: DayRange, context: MetricContext) {
  const { numerator, denominator, buyers, numeratorBuyers } = basis;
  const base = baseRange(basis, range);
  return orders.flatMap((booked) => {
    if (buyers && !buyers.includes(booked.buyer)) return [];
    return booked.order.rows.map((row, index): ExplainedRow => {
      const day = dayOf(row.happenedAt, context.timeZone);
      const counts = isWithin(day, range) && (!numeratorBuyers || numeratorBuyers.includes(booked.buyer));
      return {
        ...orderRow(booked),
        value: null,
        key: `${booked.order.id}:${index}`,
        at: row.happenedAt,
        action: row.action,
        lineType: row.lineType,
        quantity: row.quantity,
        numerator: counts ? ledgerAmount(row, numerator, booked.isPlaced) : 0,
        denominator:
          denominator && (isWithin(day, base ?? range) ? ledgerAmount(row, denominator, booked.isPlaced) : 0),
      };
    });
  });
}

/** What one row adds to a line of section 3 of the definitions. */
function ledgerAmount(row: SalesRow, amount: LedgerAmount, isPlaced: boolean): number {
  const { lineType } = row;
  if (amount === "giftCardsSold") return lineType === "GIFT_CARD" ? netOf(row) : 0;
  if (!isPlaced) return 0;
  const isMerchandise = lineType === "PRODUCT" || lineType === "ADJUSTMENT";
  const isFee = lineType === "FEE" || lineType === "ADDITIONAL_FEE";
  const isTaxed = isMerchandise || isFee || lineType === "SHIPPING" || lineType === "DUTY";
  switch (amount) {
    case "grossSales":
      return isMerchandise && !isReturned(row) ? grossOf(row) : 0;
    case "discounts":
      return isMerchandise && !isReturned(row) ? row.discount : 0;
    case "returns":
      return isReturned(row) ? 0 - netOf(row) : 0;
    case "netSales":
      return isMerchandise ? netOf(row) : 0;
    case "shipping":
      return lineType === "SHIPPING" ? netOf(row) : 0;
    case "duties":
      return lineType === "DUTY" ? netOf(row) : 0;
    case "tips":
      return lineType === "TIP" ? netOf(row) : 0;
    case "fees":
      return isFee ? netOf(row) : 0;
    case "taxes":
      return isTaxed ? row.tax : 0;
    case "totalSales":
      return isTaxed ? row.total : 0;
  }
}

function shippingRows(_: ShippingBasis, orders: readonly BookedOrder[], range: DayRange, { timeZone }: MetricContext) {
  return orders
    .filter(({ isPlaced }) => isPlaced)
    .map((booked): ExplainedRow => {
      const charged = booked.order.rows.filter(
        ({ lineType, happenedAt }) => lineType === "SHIPPING" && isWithin(dayOf(happenedAt, timeZone), range),
      );
      return {
        ...orderRow(booked),
        numerator: charged.reduce((sum, row) => sum + netOf(row), 0),
        denominator: Number(isWithin(booked.day, range)),
      };
    });
}

function buyerRows(basis: BuyersBasis, orders: readonly BookedOrder[], range: DayRange, context: MetricContext) {
  const within = coveredRange(basis, range, context) ?? range;
  const bought = orders.filter(({ isPurchase, day }) => isPurchase && isWithin(day, within));
  return [...groupBy(bought, ({ order }) => order.customerId)].flatMap(([customerId, own]): ExplainedRow[] => {
    if (customerId === null) return [];
    return [
      {
        ...BLANK_ROW,
        key: customerId,
        customerId,
        at: Math.min(...own.map(({ order }) => order.processedAt)),
        quantity: own.length,
        value: own.reduce((sum, { order }) => sum + orderValue(order), 0),
        numerator: buyerAmount(own, basis.numerator),
        denominator: basis.denominator && buyerAmount(own, basis.denominator),
      },
    ];
  });
}

function buyerAmount(purchases: readonly BookedOrder[], amount: BuyerAmount): number {
  const numbers = purchases.flatMap(({ purchaseNumber }) => (purchaseNumber === null ? [] : [purchaseNumber]));
  switch (amount) {
    case "one":
      return Number(numbers.length > 0);
    case "isNew":
      return Number(numbers.includes(1));
    case "isReturning":
      return Number(numbers.some((number) => number >= 2));
    case "boughtTwice":
      return Number(numbers.length >= 2);
    case "purchases":
      return purchases.length;
  }
}

/** The days on which customers of a basis first bought; null for all of them. */
export function acquisitionRange(basis: AcquiredBasis, range: DayRange, asOf: EpochMs, timeZone: string) {
  if (basis.acquired === "ever") return null;
  if (basis.acquired === "range" || basis.horizonDays === null) return range;
  return trailingRange(dayOf(asOf, timeZone), basis.horizonDays);
}

function acquiredRows(
  basis: AcquiredBasis,
  purchasers: readonly BookedPurchaser[],
  range: DayRange,
  { asOf, timeZone }: MetricContext,
): ExplainedRow[] {
  const acquired = acquisitionRange(basis, range, asOf, timeZone);
  const horizonMs = (basis.horizonDays ?? 0) * DAY_MS;
  return purchasers.flatMap(({ customerId, numbered, purchases, orders }) => {
    const [first, second] = numbered;
    if (!first || (acquired && !isWithin(first.day, acquired)) || first.at + horizonMs > asOf) return [];
    const recordedAt = orders[0]?.order.customerCreatedAt ?? null;
    const kept = (each: readonly TimedPurchase[]) => each.reduce((sum, purchase) => sum + purchase.keptValue, 0);
    const amounts: Record<AcquiredAmount, number> = {
      one: 1,
      cameBack: Number(second !== undefined),
      cameBackInTime: Number(second !== undefined && second.at <= first.at + horizonMs),
      valueInTime: kept(purchases.filter(({ at }) => at <= first.at + horizonMs)),
      keptValue: kept(purchases),
      hadRecord: Number(recordedAt !== null && recordedAt < first.at),
    };
    const [from, until] =
      basis.numerator === "hadRecord" ? [recordedAt ?? first.at, first.at] : [first.at, second?.at ?? asOf];
    return [
      {
        ...BLANK_ROW,
        key: customerId,
        customerId,
        at: first.at,
        quantity: numbered.length,
        value: amounts.keptValue,
        days: (until - from) / DAY_MS,
        numerator: amounts[basis.numerator],
        denominator: basis.denominator && amounts[basis.denominator],
      },
    ];
  });
}

function gapRows({ customerId, numbered }: Purchaser): ExplainedRow[] {
  return numbered.flatMap((purchase, index) => {
    const previous = numbered[index - 1];
    if (!previous) return [];
    const days = (purchase.at - previous.at) / DAY_MS;
    return [
      {
        ...BLANK_ROW,
        key: `${customerId}:${index}`,
        customerId,
        at: purchase.at,
        purchaseNumber: purchase.number,
        value: purchase.orderValue,
        days,
        numerator: days,
        denominator: 1,
      },
    ];
  });
}

function rankedRows({ share }: TopBasis, purchasers: readonly Purchaser[]): ExplainedRow[] {
  const { top, rest } = rankedCustomers(purchasers, share);
  const rows = (part: typeof top, isTop: boolean) =>
    part.map(({ customerId, firstAt, orders, orderValue: ordered, keptValue: kept }) => ({
      ...BLANK_ROW,
      key: customerId,
      customerId,
      at: firstAt,
      quantity: orders,
      value: kept,
      numerator: isTop ? ordered : 0,
      denominator: isTop ? 0 : ordered,
    }));
  return [...rows(top, true), ...rows(rest, false)];
}

function checkoutRows(basis: CheckoutsBasis, history: ShopHistory, range: DayRange, context: MetricContext) {
  const orders = history.orders.filter(({ currencyCode }) => currencyCode === context.currencyCode);
  return judgeCheckouts(history.checkouts, orders, context.asOf, context.definitions.abandonmentThresholdMinutes)
    .filter(({ checkout }) => isWithin(dayOf(checkout.startedAt, context.timeZone), range))
    .map((judged): ExplainedRow => {
      const { checkout, order, state } = judged;
      return {
        ...BLANK_ROW,
        key: checkout.key,
        orderId: order?.id ?? null,
        customerId: checkout.customerId,
        checkoutId: checkout.isAnnounced ? checkout.key.slice(1) : null,
        at: checkout.startedAt,
        state,
        value: checkout.value,
        numerator: checkoutAmount(judged, basis.numerator),
        denominator: basis.denominator && checkoutAmount(judged, basis.denominator),
      };
    });
}

function checkoutAmount({ checkout, order, state }: JudgedCheckout, amount: CheckoutAmount): number {
  switch (amount) {
    case "isAbandoned":
      return Number(state === "abandoned");
    case "isRecovered":
      return Number(state === "recovered");
    case "wasLeft":
      return Number(state === "abandoned" || state === "recovered");
    case "isSettled":
      return Number(state === "abandoned" || state === "recovered" || state === "completed");
    case "abandonedValue":
      return state === "abandoned" ? checkout.value : 0;
    case "recoveredValue":
      return state === "recovered" && order ? orderValue(order) : 0;
  }
}
