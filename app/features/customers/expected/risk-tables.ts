import type { ListedForecast } from "~/adapters/db/forecast/customer-forecasts.server";
import { CHANCE_DAYS, type ChanceDays } from "~/domain/clv/chance/chance-rule";
import type { CsvCell } from "~/domain/csv";
import type { ValueView } from "~/features/customers/customers";
import type { ChurnRiskView } from "~/features/forecast/forecast";
import { momentCell, moneyCell, type FileTable } from "~/features/page/files/file-table";
import { toldChances } from "./told-chances";

/** What every list of forecast customers says of one. */
const FORECAST_COLUMNS = [
  "last_purchase_at",
  "purchases",
  "value_to_date",
  "probability_active",
  "expected_12_months",
] as const;

const forecastCells = (row: ListedForecast, currencyCode: string): CsvCell[] => [
  momentCell(row.lastPurchaseAt),
  row.purchases,
  moneyCell(row.valueToDate, currencyCode),
  row.probabilityAlive,
  moneyCell(row.value12, currencyCode),
];

/** The tables of the tab of customers at risk, by their names in an address. */
export const CHURN_TABLES: Readonly<Record<string, (view: ChurnRiskView) => FileTable>> = {
  customers_at_risk: ({ forecast, risk, shop: { currencyCode } }) => {
    const told = forecast.state === "ready" ? toldChances(forecast.summary) : [];
    return {
      columns: [
        "customer_id",
        ...FORECAST_COLUMNS,
        "expected_loss",
        "next_purchase_from",
        "next_purchase_to",
        ...CHANCE_DAYS.map((days) => `chance_${days}_days`),
      ],
      rows: (risk?.rows ?? []).map((row) => [
        row.customerId,
        ...forecastCells(row, currencyCode),
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
    columns: ["customer_id", "set_apart_for", ...FORECAST_COLUMNS],
    rows: unusual.map((row) => [row.customerId, row.because, ...forecastCells(row, currencyCode)]),
  };
}
