import { CHANCE_DAYS, type ChanceDays } from "~/domain/clv/chance/chance-rule";
import type { ValueView } from "~/features/customers/customers";
import type { ChurnRiskView } from "~/features/forecast/forecast";
import { momentCell, moneyCell, type FileTable } from "~/features/page/files/file-table";
import { toldChances } from "./told-chances";

/** The tables of the tab of customers at risk, by their names in an address. */
export const CHURN_TABLES: Readonly<Record<string, (view: ChurnRiskView) => FileTable>> = {
  customers_at_risk: ({ forecast, risk, shop: { currencyCode } }) => {
    const told = forecast.state === "ready" ? toldChances(forecast.summary) : [];
    return {
      columns: [
        "customer_id",
        "last_purchase_at",
        "purchases",
        "value_to_date",
        "probability_active",
        "expected_12_months",
        "expected_loss",
        "next_purchase_from",
        "next_purchase_to",
        ...CHANCE_DAYS.map((days) => `chance_${days}_days`),
      ],
      rows: (risk?.rows ?? []).map((row) => [
        row.customerId,
        momentCell(row.lastPurchaseAt),
        row.purchases,
        moneyCell(row.valueToDate, currencyCode),
        row.probabilityAlive,
        moneyCell(row.value12, currencyCode),
        moneyCell(row.loss, currencyCode),
        ...(told.includes(90) ? [row.nextFromDay, row.nextToDay] : [null, null]),
        ...CHANCE_DAYS.map((days) => (told.includes(days) ? row.chances[days] : null)),
      ]),
    };
  },
  customers_chance_30: (view) => chanceTable(view, 30),
  customers_chance_90: (view) => chanceTable(view, 90),
};

function chanceTable({ forecast }: ChurnRiskView, days: ChanceDays): FileTable {
  const rows = forecast.state === "ready" ? (forecast.summary.chances[days].score?.reliability ?? []) : [];
  return {
    columns: ["chance_from", "chance_to", "customers", "expected_share", "share_who_bought"],
    rows: rows.map(({ from, to, customers, expected, actual }) => [from, to, customers, expected, actual]),
  };
}

/** Customers who were set apart. */
export function unusualTable({ unusual, shop: { currencyCode } }: ValueView): FileTable {
  return {
    columns: [
      "customer_id",
      "set_apart_for",
      "last_purchase_at",
      "purchases",
      "value_to_date",
      "probability_active",
      "expected_12_months",
    ],
    rows: unusual.map((row) => [
      row.customerId,
      row.because,
      momentCell(row.lastPurchaseAt),
      row.purchases,
      moneyCell(row.valueToDate, currencyCode),
      row.probabilityAlive,
      moneyCell(row.value12, currencyCode),
    ]),
  };
}
