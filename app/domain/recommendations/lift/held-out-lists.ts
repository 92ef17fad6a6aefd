import type { MadeLists, ShownProduct } from "../showing/made-lists";

/** What a held-out page shows in place of its lists. */
export const INSTEAD = ["nothing", "best_sellers"] as const;
export type Instead = (typeof INSTEAD)[number];

/** What held out days can be chosen as, in percent; each makes whole days of short blocks. */
export const HELD_OUT_PERCENTS: readonly number[] = [5, 10, 20, 50];

/** How product pages are held out. */
export interface HoldOutSetting {
  readonly isOn: boolean;
  readonly percent: number;
  readonly instead: Instead;
}

/** Until a merchant says otherwise; nobody's pages are held out unasked. */
export const HOLD_OUT_DEFAULT: HoldOutSetting = { isOn: false, percent: 10, instead: "nothing" };

/** Whether there is a list to hold out. */
export function hasOwnLists({ together, similar }: MadeLists): boolean {
  return together.length > 0 || similar.length > 0;
}

/**
 * The lists of a product as they are while it is held out. What it says for carts stays: carts are not drawn.
 *
 * @param sellers - what sells now, best first.
 */
export function heldOutLists(
  productId: string,
  made: MadeLists,
  instead: Instead,
  sellers: readonly ShownProduct[],
): MadeLists {
  const others = sellers.filter((seller) => seller.productId !== productId);
  const together = instead === "best_sellers" ? others.slice(0, made.together.length) : [];
  return { together, similar: [], set: [], cart: made.cart };
}
