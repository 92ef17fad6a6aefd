import { decimalScalar } from "../../money";
import type { Minor } from "../../records";

/** A `MoneyBag`. The simulator knows no exchange rates: the presentment amount is the shop's under another code. */
export function moneyBag(amount: Minor, currencyCode: string, presentmentCurrency = currencyCode) {
  const text = decimalScalar(amount, currencyCode);
  return {
    shopMoney: { amount: text, currencyCode },
    presentmentMoney: { amount: text, currencyCode: presentmentCurrency },
  };
}

export function moneyV2(amount: Minor, currencyCode: string) {
  return { amount: decimalScalar(amount, currencyCode), currencyCode };
}
