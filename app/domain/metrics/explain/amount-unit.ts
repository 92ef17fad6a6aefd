import type { Amount } from "./basis";

const MONEY: ReadonlySet<Amount> = new Set<Amount>([
  "orderValue",
  "countedValue",
  "keptValue",
  "totalPaid",
  "returnedValue",
  "grossSales",
  "discounts",
  "returns",
  "netSales",
  "shipping",
  "duties",
  "tips",
  "fees",
  "taxes",
  "totalSales",
  "giftCardsSold",
  "valueInTime",
  "topValue",
  "restValue",
  "expectedValue",
  "totalValue",
  "abandonedValue",
  "recoveredValue",
]);

/** What an amount is measured in. */
export function amountUnit(amount: Amount): "money" | "count" | "days" {
  if (amount === "days") return "days";
  return MONEY.has(amount) ? "money" : "count";
}
