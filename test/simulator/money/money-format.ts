import { currencyDigits } from "./money";
import type { Minor } from "../store/records/values";

export function formatMoney(amount: Minor, currencyCode: string): string {
  const digits = currencyDigits(currencyCode);
  return new Intl.NumberFormat("en", {
    style: "currency",
    currency: currencyCode,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(amount / 10 ** digits);
}

/** The same with the currency's code, as a shop with several currencies writes it: "$12.00 USD". */
export function formatMoneyWithCode(amount: Minor, currencyCode: string): string {
  return `${formatMoney(amount, currencyCode)} ${currencyCode}`;
}
