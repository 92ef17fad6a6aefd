/** Amounts are integers in minor units of the shop currency (cents for EUR, yen for JPY). */
export type MinorUnits = number;

/**
 * Currencies whose minor unit is no hundredth at Shopify: `subunit_to_unit` of `config/currency_iso.yml` in its
 * open-source `money` library (github.com/Shopify/money, read 2026-04). ISO 4217 and CLDR differ: both give the ariary
 * and the ouguiya two decimals, CLDR gives the forint and the rupiah none.
 */
const EXPONENTS: ReadonlyMap<string, number> = new Map([
  ...["BIF", "BYR", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW"].map((code) => [code, 0] as const),
  ...["MGA", "MRU", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF"].map((code) => [code, 0] as const),
  ...["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"].map((code) => [code, 3] as const),
]);

const MEAN_DECIMALS = 6;

/**
 * Decimals of a currency's minor unit: 2 for EUR, 0 for JPY, 3 for KWD. A code that is not in the table has 2, as most do.
 *
 * @throws {RangeError} if `code` is not three capital letters, or four as USDC.
 */
export function currencyExponent(code: string): number {
  if (!/^[A-Z]{3,4}$/.test(code)) throw new RangeError(`not a currency code: ${JSON.stringify(code)}`);
  return EXPONENTS.get(code) ?? 2;
}

/**
 * Minor units of a decimal amount such as "12.5", "-3" or "1000.00"; "1000.0" yen are 1000.
 *
 * @throws {RangeError} if `amount` is not such a decimal, has more decimals than its currency, or is too large to be
 *   exact.
 */
export function parseMoney(amount: string, code: string): MinorUnits {
  const { minor, isExact } = minorOf(amount, code);
  if (!isExact) throw new RangeError(`${amount} has more decimals than ${code} has`);
  return minor;
}

/**
 * Minor units of an amount that was computed, rounded half away from zero: Shopify's shares of taxes and discounts can
 * have more decimals than their currency.
 *
 * @throws {RangeError} if `amount` is not a decimal, or too large to be exact.
 */
export function roundMoney(amount: string, code: string): MinorUnits {
  return minorOf(amount, code).minor;
}

function minorOf(amount: string, code: string): { readonly minor: MinorUnits; readonly isExact: boolean } {
  const exponent = currencyExponent(code);
  const parts = /^(-?)(\d+)(?:\.(\d+))?$/.exec(amount);
  if (!parts) throw new RangeError(`not a decimal amount: ${JSON.stringify(amount.slice(0, 40))}`);
  const [, sign, whole = "", fraction = ""] = parts;
  const tail = fraction.slice(exponent);
  const magnitude = Number(whole + fraction.slice(0, exponent).padEnd(exponent, "0")) + (/^[5-9]/.test(tail) ? 1 : 0);
  if (!Number.isSafeInteger(magnitude)) throw new RangeError(`${amount.slice(0, 40)} is too large to be exact`);
  return { minor: sign === "-" && magnitude !== 0 ? -magnitude : magnitude, isExact: !/[1-9]/.test(tail) };
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
