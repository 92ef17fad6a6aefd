import { Z90 } from "./measured-lift";

/** A lift that many shops would call worth having; the page says when one as large would show. */
const LIFT_WORTH_KNOWING = 0.05;
/** Normal point passed 8 times of 10: a true effect is then seen 8 times of 10. */
const Z_POWER_80 = 0.8416212335729143;
/** Beyond this many days the shop would be another one. */
const LONGEST_WAIT_DAYS = 730;

/**
 * In how many more days a true lift would be told from none 8 times of 10, if visits and sales go on as measured: the
 * error falls with the root of the days.
 *
 * @param logError - of the days measured so far, above 0.
 * @param days - measured so far, above 0.
 * @returns 0 when it already would; null when it takes more than two years.
 */
export function daysUntilMeasurable(logError: number, days: number, lift = LIFT_WORTH_KNOWING): number | null {
  const wanted = Math.log1p(lift) / (Z90 + Z_POWER_80);
  const more = Math.max(0, Math.ceil(days * (logError / wanted) ** 2) - days);
  return more > LONGEST_WAIT_DAYS ? null : more;
}
