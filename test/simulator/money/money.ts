import type { Market } from "../store/records/shop";
import type { Minor } from "../store/records/values";

/** Shopify's currencies without a minor unit, and those with thousandths; `config/currency_iso.yml` of Shopify/money. */
const NO_DECIMALS = "BIF BYR CLP DJF GNF ISK JPY KMF KRW MGA MRU PYG RWF UGX VND VUV XAF XOF XPF".split(" ");
const THREE_DECIMALS = "BHD IQD JOD KWD LYD OMR TND".split(" ");
const digitsOf = new Map([
  ...NO_DECIMALS.map((code) => [code, 0] as const),
  ...THREE_DECIMALS.map((code) => [code, 3] as const),
]);

/** How many decimals a currency has at Shopify: 2 for EUR, 0 for JPY, 3 for KWD. */
export function currencyDigits(currencyCode: string): number {
  return digitsOf.get(currencyCode) ?? 2;
}

/** As REST and the `Money` scalar write it: `1230` of EUR is `12.30`, `1230` of JPY is `1230`. */
export function decimalText(amount: Minor, currencyCode: string): string {
  const digits = currencyDigits(currencyCode);
  const sign = amount < 0 ? "-" : "";
  const text = String(Math.abs(amount)).padStart(digits + 1, "0");
  if (digits === 0) return `${sign}${text}`;
  return `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** As the `Decimal` scalar writes it, without trailing zeros: `1230` of EUR is `12.3`, `1200` is `12.0`. */
export function decimalScalar(amount: Minor, currencyCode: string): string {
  const text = decimalText(amount, currencyCode);
  const point = text.indexOf(".");
  if (point === -1) return `${text}.0`;
  let end = text.length;
  while (end > point + 2 && text[end - 1] === "0") end -= 1;
  return text.slice(0, end);
}

/** @throws {RangeError} unless the text is a decimal number with no more decimals than the currency has. */
export function minorUnits(text: string, currencyCode: string): Minor {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (match === null) throw new RangeError(`"${text}" is no decimal amount such as "12.50"`);
  const [, sign, whole = "0", decimals = ""] = match;
  const digits = currencyDigits(currencyCode);
  if (/[1-9]/.test(decimals.slice(digits))) {
    throw new RangeError(`"${text}" has more decimals than ${currencyCode} knows`);
  }
  const amount = Number(whole + decimals.slice(0, digits).padEnd(digits, "0"));
  if (!Number.isSafeInteger(amount)) throw new RangeError(`"${text}" is too large an amount`);
  return sign === "-" && amount !== 0 ? -amount : amount;
}

/** An amount as the buyer sees it, at so many units of the presentment currency for one of the shop's. */
export function presented(amount: Minor, shopCurrency: string, presentmentCurrency: string, rate: number): Minor {
  if (rate === 1 && shopCurrency === presentmentCurrency) return amount;
  const exact = amount * rate * 10 ** (currencyDigits(presentmentCurrency) - currencyDigits(shopCurrency));
  return exact < 0 ? -Math.round(-exact) : Math.round(exact);
}

/** What a market of the shop counts for one unit of the shop's money; 1 in money no market has. */
export function rateOf(markets: readonly Market[], presentmentCurrency: string): number {
  return markets.find(({ currencyCode }) => currencyCode === presentmentCurrency)?.rate ?? 1;
}
