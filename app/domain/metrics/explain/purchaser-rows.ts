import type { DayRange } from "~/domain/time/reporting-window";
import { DAY_MS } from "~/domain/time/shop-time";
import { customerInFrame, rhythmFrame } from "~/domain/metrics/customers/customer-rhythm";
import type { MetricContext } from "~/domain/metrics/history/metric-context";
import type { Purchaser } from "~/domain/metrics/history/purchase-book";
import { rankedCustomers } from "~/domain/metrics/customers/top-customers";
import type { Basis, RetentionBasis, RhythmBasis, TopBasis } from "~/domain/metrics/records/basis";
import { BLANK_ROW, listed, type ExplainedRow } from "./explained-row";

/** The facts of a basis that are told by pauses and ranks: they need every customer's purchases one by one. */
export type PurchaserBasis = RetentionBasis | RhythmBasis | TopBasis;

export function isPurchaserBasis(basis: Basis): basis is PurchaserBasis {
  return ["retention", "gaps", "active", "reactivated", "ranked"].includes(basis.facts);
}

/** Every fact behind a number that is told by pauses and ranks, in no particular order. */
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
