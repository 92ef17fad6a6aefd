import type { MetricValue } from "~/domain/metrics/metric-value";
import type { CohortsView, GroupsView, QualityRow, RepeatView, ValueView } from "../customers/customers";
import { tabledPoints } from "../customers-page/second-purchase-curve";
import { METRIC_COLUMNS, metricCells, moneyCell, momentCell, type FileTable } from "./file-table";
import { binTable } from "./orders-tables";

type Tables<View> = Readonly<Record<string, (view: View) => FileTable>>;

/** The tables of each tab of Customers by their names in an address. */
export const REPEAT_TABLES: Tables<RepeatView> = {
  customers_second_purchase: ({ secondPurchase }) => ({
    columns: ["days_since_first_purchase", "came_back", "interval_low", "interval_high", "still_waited_for"],
    rows: tabledPoints(secondPurchase.curve).map(({ day, back, interval, atRisk }) => [day, back, ...interval, atRisk]),
  }),
  customers_repurchase: ({ repurchase, shop }) =>
    metricTable(
      ["horizon_days"],
      repurchase.map(({ horizonDays, rate }) => ({ cells: [horizonDays], value: rate })),
      shop.currencyCode,
    ),
  customers_by_orders: ({ purchasesPerCustomer }) => ({
    columns: ["orders", "customers", "share"],
    rows: purchasesPerCustomer.map(({ label, customers, share }) => [label, customers, share]),
  }),
  customers_by_first_product: ({ firstProducts, shop }) =>
    metricTable(
      ["product_id", "title"],
      firstProducts.map(({ productId, title, repeated }) => ({ cells: [productId, title], value: repeated })),
      shop.currencyCode,
    ),
};

export const COHORTS_TABLES: Tables<CohortsView> = {
  customers_cohorts: ({ cohorts, period, shop }) => ({
    columns: [
      "cohort_from",
      "cohort_to",
      "customers",
      period,
      "buyers",
      "retention",
      "orders",
      "cumulative_value",
      "is_complete",
    ],
    // Newest first, as on the page.
    rows: cohorts
      .toReversed()
      .flatMap(({ from, to, customers, cells }) =>
        cells.map(({ offset, buyers, orders, cumulativeValue, isComplete }) => [
          from,
          to,
          customers,
          offset,
          buyers,
          buyers / customers,
          orders,
          moneyCell(cumulativeValue, shop.currencyCode),
          isComplete ? "yes" : "no",
        ]),
      ),
  }),
  customers_of_cohort: ({ members, shop }) => ({
    columns: ["customer_id", "first_purchase_at", "purchases", "value"],
    rows: (members?.rows ?? []).map(({ customerId, firstPurchaseAt, purchases, keptValue }) => [
      customerId,
      momentCell(firstPurchaseAt),
      purchases,
      moneyCell(keptValue, shop.currencyCode),
    ]),
  }),
};

export const VALUE_TABLES: Tables<ValueView> = {
  customers_value: ({ horizons, shop }) =>
    metricTable(
      ["horizon_days"],
      horizons.map(({ horizonDays, trailing }) => ({ cells: [horizonDays], value: trailing })),
      shop.currencyCode,
    ),
  customers_value_of_range: ({ horizons, shop }) =>
    metricTable(
      ["horizon_days"],
      horizons.map(({ horizonDays, acquired }) => ({ cells: [horizonDays], value: acquired })),
      shop.currencyCode,
    ),
  customers_by_value: ({ distribution, shop }) => binTable(distribution, "customers", shop.currencyCode),
  customers_quality_by_source: ({ quality, shop }) => qualityTable("source", quality.bySource, shop.currencyCode),
  customers_quality_by_first_product: ({ quality, shop }) =>
    qualityTable("first_product_id", quality.byFirstProduct, shop.currencyCode),
  customers_quality_by_discount: ({ quality, shop }) => qualityTable("discount", quality.byDiscount, shop.currencyCode),
  customers_quality_by_country: ({ quality, shop }) => qualityTable("country", quality.byCountry, shop.currencyCode),
};

export const GROUPS_TABLES: Tables<GroupsView> = {
  customers_groups: ({ groups, shop: { currencyCode } }) => ({
    columns: ["group", "label", "rule", "customers", "share", "value_to_date", "value_per_customer", "purchases_each"],
    rows: groups.map(({ group, label, rule, customers, share, keptValue, meanValue, meanPurchases }) => [
      group,
      label,
      rule,
      customers,
      share,
      moneyCell(keptValue, currencyCode),
      moneyCell(meanValue.value, currencyCode),
      meanPurchases,
    ]),
  }),
  customers_of_group: ({ members, shop }) => ({
    columns: [
      "customer_id",
      "recency",
      "frequency",
      "money",
      "purchases",
      "first_purchase_at",
      "last_purchase_at",
      "value_to_date",
    ],
    rows: (members?.rows ?? []).map((member) => [
      member.customerId,
      member.recency,
      member.frequency,
      member.money,
      member.purchases,
      momentCell(member.firstPurchaseAt),
      momentCell(member.lastPurchaseAt),
      moneyCell(member.keptValue, shop.currencyCode),
    ]),
  }),
  customers_by_score: ({ grid, shop }) => ({
    columns: ["recency", "frequency", "customers", "value_to_date"],
    // The latest buyers first, as on the page.
    rows: grid
      .toSorted((a, b) => b.recency - a.recency || a.frequency - b.frequency)
      .map(({ recency, frequency, customers, keptValue }) => [
        recency,
        frequency,
        customers,
        moneyCell(keptValue, shop.currencyCode),
      ]),
  }),
};

function metricTable(
  columns: readonly string[],
  rows: readonly { readonly cells: readonly (string | number | null)[]; readonly value: MetricValue }[],
  currencyCode: string,
): FileTable {
  return {
    columns: [...columns, ...METRIC_COLUMNS],
    rows: rows.map(({ cells, value }) => [...cells, ...metricCells(value, currencyCode)]),
  };
}

function qualityTable(column: string, rows: readonly QualityRow[], currencyCode: string): FileTable {
  return metricTable(
    [column, "label"],
    rows.map(({ key, label, value }) => ({ cells: [key, label], value })),
    currencyCode,
  );
}
