import type { ShopDate } from "../calendar";
import { type Channel, isOnline } from "./channels";
import { minorUnits, type ShopProfile } from "../profiles";
import { between, chance, type Random } from "../random";

/** What is taken off an order: a share of every line, or an amount spread over them. */
export interface Discount {
  readonly code: string | null;
  readonly share: number;
  readonly amount: number;
}

const NO_DISCOUNT: Discount = { code: null, share: 0, amount: 0 };

const isBlackFriday = ({ dayOfYear }: ShopDate) => dayOfYear >= 326 && dayOfYear <= 334;

export function chooseDiscount(
  random: Random,
  profile: ShopProfile,
  order: { readonly channel: Channel; readonly isFirstOrder: boolean; readonly day: ShopDate },
): Discount {
  if (order.channel === "shopify_draft_order") return { code: null, share: between(random, 2, 4) * 0.05, amount: 0 };
  if (!isOnline(order.channel)) return chance(random, 0.03) ? { code: null, share: 0.1, amount: 0 } : NO_DISCOUNT;
  if (isBlackFriday(order.day) && chance(random, 0.45)) return { code: "BLACKFRIDAY20", share: 0.2, amount: 0 };
  if (order.isFirstOrder) return chance(random, 0.2) ? { code: "WELCOME10", share: 0.1, amount: 0 } : NO_DISCOUNT;
  if (chance(random, 0.07)) return { code: "COMEBACK15", share: 0.15, amount: 0 };
  if (chance(random, 0.06)) return { code: "THANKYOU5", share: 0, amount: minorUnits(profile, 5 * profile.priceLevel) };
  return NO_DISCOUNT;
}

/**
 * The discount of each line, parallel to `amounts` (quantity times price). An amount is spread by value and
 * rounded cumulatively, so that the parts add up to the whole.
 */
export function spreadDiscount(discount: Discount, amounts: readonly number[]): number[] {
  if (discount.share > 0) return amounts.map((amount) => Math.round(amount * discount.share));
  const total = amounts.reduce((sum, amount) => sum + amount, 0);
  const off = Math.min(discount.amount, total);
  let passed = 0;
  let given = 0;
  return amounts.map((amount) => {
    passed += amount;
    const until = total === 0 ? 0 : Math.round((off * passed) / total);
    const part = until - given;
    given = until;
    return part;
  });
}
