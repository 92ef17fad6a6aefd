import type { MinorUnits } from "../order";

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
): (OrderSplitGroup & { readonly isRest: boolean })[] {
  const own = groups
    .filter((group) => group.split === split)
    .sort((a, b) => b.orders - a.orders || (a.key ?? "").localeCompare(b.key ?? "", "en"));
  const leading = own.slice(0, most).map((group) => ({ ...group, isRest: false }));
  const rest = own.slice(most);
  if (rest.length === 0) return leading;
  const sum = (of: (group: OrderSplitGroup) => number) => rest.reduce((total, group) => total + of(group), 0);
  return [
    ...leading,
    {
      split,
      key: null,
      orders: sum(({ orders }) => orders),
      zeroValueOrders: sum(({ zeroValueOrders }) => zeroValueOrders),
      orderValue: sum(({ orderValue }) => orderValue),
      orderValueSquares: sum(({ orderValueSquares }) => orderValueSquares),
      isRest: true,
    },
  ];
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
