import type { MinorUnits } from "./order";

/** Currencies whose minor unit is not a hundredth (ISO 4217). */
const EXPONENTS: ReadonlyMap<string, number> = new Map([
  ...["BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI"].map(
    (code) => [code, 0] as const,
  ),
  ...["VND", "VUV", "XAF", "XOF", "XPF"].map((code) => [code, 0] as const),
  ...["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"].map((code) => [code, 3] as const),
  ...["CLF", "UYW"].map((code) => [code, 4] as const),
]);

const MEAN_DECIMALS = 6;

/**
 * Decimals of a currency's minor unit: 2 for EUR, 0 for JPY, 3 for KWD. An unknown code has 2, as most do.
 *
 * @throws {RangeError} if `code` is not three capital letters.
 */
export function currencyExponent(code: string): number {
  if (!/^[A-Z]{3}$/.test(code)) throw new RangeError(`not a currency code: ${JSON.stringify(code)}`);
  return EXPONENTS.get(code) ?? 2;
}

/**
 * Minor units of a decimal amount such as "12.5", "-3" or "1000.00".
 *
 * Decimals beyond the minor unit must be zeros: Shopify writes "1000.0" yen, but an amount that would have to be
 * rounded is not one it charged.
 *
 * @throws {RangeError} if `amount` is not such a decimal, or too large to be exact.
 */
export function parseMoney(amount: string, code: string): MinorUnits {
  const exponent = currencyExponent(code);
  const parts = /^(-?)(\d+)(?:\.(\d+))?$/.exec(amount);
  if (!parts) throw new RangeError(`not a decimal amount: ${JSON.stringify(amount)}`);
  const [, sign, whole = "", fraction = ""] = parts;
  if (/[1-9]/.test(fraction.slice(exponent))) {
    throw new RangeError(`${amount} has more decimals than ${code} has`);
  }
  const magnitude = Number(whole + fraction.slice(0, exponent).padEnd(exponent, "0"));
  if (!Number.isSafeInteger(magnitude)) throw new RangeError(`${amount} is too large to be exact`);
  return sign === "-" && magnitude !== 0 ? -magnitude : magnitude;
}

/**
 * A plain decimal of `minor`, with as many decimals as the currency has: "350.00", "-90.00", "10000".
 *
 * @throws {RangeError} if `minor` is not a safe integer.
 */
export function formatDecimal(minor: MinorUnits, code: string): string {
  if (!Number.isSafeInteger(minor)) throw new RangeError(`not an exact number of minor units: ${minor}`);
  return decimalOf(BigInt(minor), currencyExponent(code));
}

/**
 * The mean `total / count` in whole currency, to six decimals, half away from zero; exact, because it is divided as
 * integers.
 *
 * @throws {RangeError} if `total` or `count` is not a safe integer, or `count` is not positive.
 */
export function formatMean(total: MinorUnits, count: number, code: string): string {
  if (!Number.isSafeInteger(total) || !Number.isSafeInteger(count) || count <= 0) {
    throw new RangeError(`no mean of ${total} over ${count}`);
  }
  const scaled = BigInt(total) * 10n ** BigInt(MEAN_DECIMALS);
  return decimalOf(
    divideHalfAwayFromZero(scaled, BigInt(count) * 10n ** BigInt(currencyExponent(code))),
    MEAN_DECIMALS,
  );
}

/** A fractional number of minor units in whole currency to six decimals, for bounds that are no exact fraction. */
export function formatFractionalDecimal(minor: number, code: string): string {
  const scaled = roundHalfAwayFromZero(minor * 10 ** (MEAN_DECIMALS - currencyExponent(code)));
  return decimalOf(BigInt(scaled), MEAN_DECIMALS);
}

/** `value` rounded to `decimals`, halves away from zero: 2.5 -> 3, -2.5 -> -3. */
export function roundHalfAwayFromZero(value: number, decimals = 0): number {
  const scale = 10 ** decimals;
  // 1.005 * 100 is 100.49999999999999: nudge by one part in 2^52 so that a decimal half counts as one.
  const magnitude = Math.round(Math.abs(value) * scale * (1 + Number.EPSILON)) / scale;
  return value < 0 && magnitude !== 0 ? -magnitude : magnitude;
}

function divideHalfAwayFromZero(numerator: bigint, denominator: bigint): bigint {
  const magnitude = ((numerator < 0n ? -numerator : numerator) * 2n + denominator) / (denominator * 2n);
  return numerator < 0n ? -magnitude : magnitude;
}

function decimalOf(scaled: bigint, decimals: number): string {
  const digits = (scaled < 0n ? -scaled : scaled).toString().padStart(decimals + 1, "0");
  const sign = scaled < 0n ? "-" : "";
  if (decimals === 0) return sign + digits;
  return `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}
