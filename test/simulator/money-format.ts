import { currencyDigits } from "./money";
import type { Minor } from "./records";

export function formatMoney(amount: Minor, currencyCode: string): string {
  return new Intl.NumberFormat("en", { style: "currency", currency: currencyCode }).format(
    amount / 10 ** currencyDigits(currencyCode),
  );
}

/** The same with the currency's code, as a shop with several currencies writes it: "$12.00 USD". */
export function formatMoneyWithCode(amount: Minor, currencyCode: string): string {
  return `${formatMoney(amount, currencyCode)} ${currencyCode}`;
}
