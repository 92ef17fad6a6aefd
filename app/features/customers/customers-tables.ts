import type { Scores } from "~/domain/clv/back-test/scores";
import type { ForecastPart } from "~/domain/clv/shop-forecast";
import type { CsvCell } from "~/domain/csv";
import type { MetricValue } from "~/domain/metrics/confidence/metric-value";
import { dayFromNumber } from "~/domain/time/shop-time";
import { binTable } from "~/features/page/files/bin-table";
import { METRIC_COLUMNS, metricCells, moneyCell, momentCell, type FileTable } from "~/features/page/files/file-table";
import { GROUP_TEXTS } from "~/words/pages/groups";
import { wordsOf } from "~/words/words";
import type { CohortsView, GroupsView, QualityRow, RepeatView, ValueView } from "./customers";
import { backTestRows } from "./expected/back-test-rows";
import { calibrationPoints, type CalibrationPoint, hasValueIn } from "./expected/calibration-points";
import { groupName } from "./expected/expected-parts";
import { unusualTable } from "./expected/risk-tables";
import { tabledPoints } from "./second-purchase-curve";

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
  customers_quality_by_source: ({ quality, shop }) =>
    qualityTable("first_visit_source", quality.bySource, shop.currencyCode),
  customers_quality_by_first_product: ({ quality, shop }) =>
    qualityTable("first_product_id", quality.byFirstProduct, shop.currencyCode),
  customers_quality_by_discount: ({ quality, shop }) => qualityTable("discount", quality.byDiscount, shop.currencyCode),
  customers_quality_by_country: ({ quality, shop }) => qualityTable("country", quality.byCountry, shop.currencyCode),
  customers_expected_by_group: (view) =>
    expectedTable(view, ["group", "label"], summaryOf(view)?.groups ?? [], (group) => [group, groupName(group)]),
  customers_expected_by_cohort: (view) =>
    // Newest first, as on the page.
    expectedTable(view, ["first_bought"], summaryOf(view)?.cohorts.toReversed() ?? [], (month) => [month]),
  customers_expected_by_first_product: (view) => {
    const titles = new Map(view.expectedByProduct.map(({ key, title }) => [key, title]));
    return expectedTable(view, ["first_product_id", "label"], view.expectedByProduct, (key) => [key, titles.get(key)!]);
  },
  customers_next_year: (view) => nextYearTable(view),
  customers_forecast_by_month: (view) => {
    const grade = summaryOf(view)?.grade;
    const points = grade ? calibrationPoints(grade.months, hasValueIn(grade), (month) => month) : [];
    return calibrationTable("first_bought", points, view);
  },
  customers_forecast_by_purchases: (view) => {
    const grade = summaryOf(view)?.grade;
    const points = grade ? calibrationPoints(grade.frequencies, hasValueIn(grade), String) : [];
    return calibrationTable("bought_again", points, view);
  },
  customers_forecast_candidates: (view) => candidatesTable(view),
  customers_unusual: unusualTable,
};

export const GROUPS_TABLES: Tables<GroupsView> = {
  customers_groups: ({ groups, shop: { currencyCode } }) => ({
    columns: ["group", "label", "rule", "customers", "share", "value_to_date", "value_per_customer", "purchases_each"],
    rows: groups.map(({ group, customers, share, keptValue, meanValue, meanPurchases }) => [
      group,
      groupName(group),
      wordsOf(GROUP_TEXTS)(`rule.${group}`),
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

const summaryOf = ({ forecast }: ValueView) => (forecast.state === "ready" ? forecast.summary : null);

function expectedTable<Key extends string>(
  { ahead, shop: { currencyCode } }: ValueView,
  columns: readonly string[],
  parts: readonly ForecastPart<Key>[],
  cellsOf: (key: Key) => string[],
): FileTable {
  return {
    columns: [
      ...columns,
      "months_ahead",
      "customers",
      "value",
      "value_low",
      "value_high",
      "purchase_days",
      "purchase_days_low",
      "purchase_days_high",
      "next_purchase_from",
      "next_purchase_to",
    ],
    rows: parts.map(({ key, customers, months, nextFromDay, nextToDay }) => {
      const { value, valueInterval, purchases, purchasesInterval } = months[ahead];
      return [
        ...cellsOf(key),
        ahead,
        customers,
        moneyCell(value, currencyCode),
        moneyCell(valueInterval?.[0] ?? null, currencyCode),
        moneyCell(valueInterval?.[1] ?? null, currencyCode),
        purchases,
        purchasesInterval?.[0] ?? null,
        purchasesInterval?.[1] ?? null,
        nextFromDay === null ? null : dayFromNumber(nextFromDay),
        nextToDay === null ? null : dayFromNumber(nextToDay),
      ];
    }),
  };
}

function calibrationTable(column: string, points: readonly CalibrationPoint[], view: ValueView): FileTable {
  const grade = summaryOf(view)?.grade;
  const isMoney = grade ? hasValueIn(grade) : false;
  const amount = (value: number) => (isMoney ? moneyCell(value, view.shop.currencyCode) : value);
  return {
    columns: [column, "customers", "unit", "expected_per_customer", "came_per_customer"],
    rows: points.map(({ label, customers, expected, actual }) => [
      label,
      customers,
      isMoney ? "money" : "purchases",
      amount(expected),
      amount(actual),
    ]),
  };
}

function nextYearTable(view: ValueView): FileTable {
  const outlook = summaryOf(view)?.outlook;
  const money = (amount: number) => moneyCell(amount, view.shop.currencyCode);
  return {
    columns: ["from", "new_customers", "expected_value_existing", "expected_value_new", "expected_value"],
    rows: (outlook?.isReady ? outlook.months : []).map(({ fromDay, newCustomers, existing, arriving }) => [
      dayFromNumber(fromDay),
      newCustomers,
      money(existing),
      money(arriving),
      money(existing + arriving),
    ]),
  };
}

function candidatesTable(view: ValueView): FileTable {
  const { currencyCode } = view.shop;
  const summary = summaryOf(view);
  return {
    columns: [
      "forecast",
      "from",
      "to",
      "is_chosen_for_purchases",
      "is_chosen_for_value",
      ...["value", "purchases"].flatMap((part) => SCORE_COLUMNS.map((score) => `${part}_${score}`)),
    ],
    rows: (summary ? backTestRows(summary) : []).map((row) => [
      row.name,
      row.from,
      row.to,
      row.isChosenForCounts ? "yes" : "no",
      row.isChosenForValue ? "yes" : "no",
      ...scoreCells(row.value, (amount) => moneyCell(amount, currencyCode)),
      ...scoreCells(row.counts, (amount) => amount),
    ]),
  };
}

const SCORE_COLUMNS = ["total_error", "mae", "rmse", "pearson", "spearman", "gini", "top_tenth_share"];

function scoreCells(scores: Scores | null, amount: (value: number) => CsvCell): CsvCell[] {
  if (scores === null) return SCORE_COLUMNS.map(() => null);
  const { totalError, mae, rmse, pearson, spearman, gini, top10Share } = scores;
  return [totalError, amount(mae), amount(rmse), pearson, spearman, gini, top10Share];
}
