import type { MinorUnits } from "~/domain/money";
import { addTotals } from "~/domain/numeric/add-totals";
import { leadingFirst, type LeadingGroup } from "./leading-groups";

/** What the orders of a range are split by. */
export const ORDER_SPLITS = ["buyer", "channel", "country", "discount", "weekday", "hour", "units"] as const;
export type OrderSplit = (typeof ORDER_SPLITS)[number];

/** Placed orders that share a trait. */
export interface OrderSplitGroup {
  readonly split: OrderSplit;
  /**
   * A buyer, channel, country, `yes` or `no`, weekday from 1 (Monday) to 7, hour of the shop's clock from 0 to 23, or
   * units up to 6, which stands for more too; null where it is not known.
   */
  readonly key: string | null;
  readonly orders: number;
  readonly zeroValueOrders: number;
  readonly orderValue: MinorUnits;
  readonly orderValueSquares: number;
}

/** Orders with so many units or more are one group. */
export const MOST_UNITS = 6;

/** The groups of a split with most orders first; those beyond `most` are one last group. */
export function leadingSplits(
  groups: readonly OrderSplitGroup[],
  split: OrderSplit,
  most: number,
): LeadingGroup<OrderSplitGroup>[] {
  const own = groups.filter((group) => group.split === split);
  return leadingFirst(
    own,
    most,
    ({ orders }) => orders,
    (rest) => ({
      split,
      key: null,
      ...rest.map(({ split: _split, key: _key, ...totals }) => totals).reduce(addTotals),
    }),
  );
}

/** The groups of a split with known keys in their order, those without orders included. */
export function completeSplits(
  groups: readonly OrderSplitGroup[],
  split: OrderSplit,
  keys: readonly string[],
): OrderSplitGroup[] {
  const empty = { orders: 0, zeroValueOrders: 0, orderValue: 0, orderValueSquares: 0 };
  return keys.map(
    (key) => groups.find((group) => group.split === split && group.key === key) ?? { split, key, ...empty },
  );
}
