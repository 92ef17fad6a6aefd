import type { AcquiredAmount, AcquiredBasis, BuyerAmount, BuyersBasis } from "~/domain/metrics/records/basis";
import type { DayRange } from "~/domain/time/reporting-window";
import type { EpochMs } from "~/domain/time/shop-time";
import type { Segment } from "~/domain/orders/segment";
import { customersAcquiredIn, ordersInSegment } from "~/adapters/db/sql/segment-sql.server";
import type { FactQuery } from "./fact-list.server";

const BUYER_AMOUNTS: Readonly<Record<BuyerAmount, string>> = {
  one: "(count(o.purchase_number) > 0)::int",
  isNew: "COALESCE(bool_or(o.purchase_number = 1), false)::int",
  isReturning: "COALESCE(bool_or(o.purchase_number >= 2), false)::int",
  boughtTwice: "(count(o.purchase_number) >= 2)::int",
  purchases: "count(*)",
};

/** The identified customers with a purchase in the range. */
export function explainedBuyers(
  shopId: string,
  { numerator, denominator }: BuyersBasis,
  { from, to }: DayRange,
  segment: Segment,
): FactQuery {
  const inSegment = ordersInSegment(segment, 3);
  return {
    sql: `SELECT o.customer_id AS key, o.customer_id AS "customerId", min(o.processed_at) AS at,
                 count(*) AS quantity, sum(o.order_value) AS value,
                 ${BUYER_AMOUNTS[numerator]} AS numerator,
                 ${denominator === null ? "0" : BUYER_AMOUNTS[denominator]} AS denominator
          FROM orders o
          WHERE o.shop_id = $1 AND o.day BETWEEN $2 AND $3 AND o.is_purchase AND o.customer_id IS NOT NULL${inSegment.sql}
          GROUP BY o.customer_id`,
    values: [shopId, from, to, ...inSegment.values],
    hasDenominator: denominator !== null,
  };
}

/** The identified customers who first bought on these days, all of them when `acquired` is null. */
export function explainedAcquired(
  shopId: string,
  { numerator, denominator, horizonDays }: AcquiredBasis,
  acquired: DayRange | null,
  asOf: EpochMs,
  segment: Segment,
): FactQuery {
  const inSegment = customersAcquiredIn(segment, "f", 4);
  const horizon = horizonDays ?? 0;
  const inTime = `f.first_purchase_at + interval '${horizon * 24} hours'`;
  const amounts: Readonly<Record<AcquiredAmount, string>> = {
    one: "1",
    cameBack: "(f.second_purchase_at IS NOT NULL)::int",
    cameBackInTime: `COALESCE(f.second_purchase_at <= ${inTime}, false)::int`,
    valueInTime: horizonDays === null ? "0" : `f.value_${horizonDays}`,
    keptValue: "f.kept_value",
    hadRecord: "COALESCE(c.created_at < f.first_purchase_at, false)::int",
  };
  const waited =
    numerator === "hadRecord"
      ? "f.first_purchase_at - c.created_at"
      : "COALESCE(f.second_purchase_at, $4) - f.first_purchase_at";
  return {
    sql: `SELECT f.customer_id AS key, f.customer_id AS "customerId", f.first_purchase_at AS at,
                 f.purchases AS quantity, f.kept_value AS value,
                 extract(epoch FROM ${waited})::float8 / 86400 AS days,
                 ${amounts[numerator]} AS numerator,
                 ${denominator === null ? "0" : amounts[denominator]} AS denominator
          FROM customer_facts f
          LEFT JOIN customer c ON c.shop_id = $1 AND c.customer_id = f.customer_id
          WHERE f.shop_id = $1 AND ($2::date IS NULL OR f.first_day BETWEEN $2 AND $3::date) AND ${inTime} <= $4
                ${inSegment.sql}`,
    values: [shopId, acquired?.from ?? null, acquired?.to ?? null, new Date(asOf), ...inSegment.values],
    hasDenominator: denominator !== null,
  };
}
