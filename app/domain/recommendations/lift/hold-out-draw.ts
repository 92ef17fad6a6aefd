import { dayNumber, type ShopDay } from "~/domain/time/shop-time";
import { stableHash } from "./stable-hash";

/**
 * Whether a product is held out on a shop day: its own lists then give way to what would be shown without us.
 *
 * The days of a product are drawn in blocks, and each block holds out exactly `share` of its days: one of ten at 0.1,
 * three of twenty at 0.15. So every product is its own control and the mix of products is the same on both sides,
 * whatever the draw. Which days they are follows from a hash alone: nothing is stored and nobody can choose.
 *
 * @param salt - secret of the shop's experiment; another one draws other days.
 * @param productId - digits of the product's id.
 * @param share - of days held out, in [0, 1], in whole hundredths.
 * @throws {RangeError} if `share` is no such share or `day` no calendar day.
 */
export function isHeldOut(salt: string, productId: string, day: ShopDay, share: number): boolean {
  const { days, heldOut } = blockOf(share);
  if (heldOut === 0) return false;
  const number = dayNumber(day);
  const first = number - (number % days);
  const rankOf = (other: number) => stableHash(`${salt} ${productId} ${other}`);
  const own = rankOf(number);
  let before = 0;
  for (let other = first; other < first + days; other++) {
    const rank = rankOf(other);
    if (rank < own || (rank === own && other < number)) before += 1;
    if (before === heldOut) return false;
  }
  return true;
}

/** The shortest block of days of which whole days make up the share. */
function blockOf(share: number): { readonly days: number; readonly heldOut: number } {
  const percent = Math.round(share * 100);
  if (!(share >= 0 && share <= 1) || Math.abs(share * 100 - percent) > 1e-9) {
    throw new RangeError(`no share of days in whole hundredths: ${share}`);
  }
  const divisor = greatestCommonDivisor(100, percent);
  return { days: 100 / divisor, heldOut: percent / divisor };
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
