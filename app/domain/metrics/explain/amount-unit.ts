import { isLedgerAmount } from "~/domain/metrics/totals/ledger-amounts";
import { ORDER_AMOUNTS, type OrderTotal } from "~/domain/metrics/totals/order-amounts";
import type { Amount } from "~/domain/metrics/records/basis";

/** Amounts of customers and checkouts that are money. */
const MONEY: ReadonlySet<Amount> = new Set<Amount>([
  "valueInTime",
  "topValue",
  "restValue",
  "expectedValue",
  "totalValue",
  "abandonedValue",
  "recoveredValue",
  "mobileSales",
  "knownSales",
  "assistedSales",
  "sessionSales",
]);

/** What an amount is measured in. */
export function amountUnit(amount: Amount): "money" | "count" | "days" {
  if (amount === "days") return "days";
  if (isOrderTotal(amount)) return ORDER_AMOUNTS[amount].unit;
  return isLedgerAmount(amount) || MONEY.has(amount) ? "money" : "count";
}

function isOrderTotal(amount: Amount): amount is OrderTotal {
  return Object.hasOwn(ORDER_AMOUNTS, amount);
}
