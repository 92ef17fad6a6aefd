import { decimalScalar, presented } from "../../money/money";
import type { Minor } from "../../store/records/values";

/** What money a buyer is shown. */
export interface Presentment {
  readonly presentmentCurrency: string;
  readonly presentmentRate: number;
}

/** A `MoneyBag`: the shop's amount, and the buyer's at the rate of the order. */
export function moneyBag(amount: Minor, currencyCode: string, { presentmentCurrency, presentmentRate }: Presentment) {
  const shown = presented(amount, currencyCode, presentmentCurrency, presentmentRate);
  return {
    shopMoney: { amount: decimalScalar(amount, currencyCode), currencyCode },
    presentmentMoney: { amount: decimalScalar(shown, presentmentCurrency), currencyCode: presentmentCurrency },
  };
}

export function moneyV2(amount: Minor, currencyCode: string) {
  return { amount: decimalScalar(amount, currencyCode), currencyCode };
}
