import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { anonymiseCustomer, applyBatch, mergeCustomers } from "~/adapters/db/ledger/apply.server";
import { ForecastOvertaken, readNewestForecast, storeForecast } from "~/adapters/db/forecast/forecasts.server";
import { readLapsePointDays } from "~/adapters/db/facts/lapse-point.server";
import { eraseTenantRows, saveDataExport } from "~/adapters/db/shop/personal-data.server";
import { deleteShop, recordUninstall } from "~/adapters/db/shop/shops.server";
import { withDirectory, withShop, withShopSnapshot } from "~/adapters/db/connect/tenant.server";
import { openQueue } from "~/adapters/jobs/queue.server";
import { forecastInput } from "~/domain/metrics/totals/forecast-totals";
import { METRICS, METRIC_KEYS, type MetricKey } from "~/domain/metrics/catalogue/catalogue";
import { purchaseBook } from "~/domain/metrics/history/purchase-book";
import { shopForecast, type ForecastSummary, type ShopForecast } from "~/domain/clv/shop-forecast";
import type { Order } from "~/domain/orders/order";
import { DAY_MS } from "~/domain/time/shop-time";
import { csvResponse } from "~/features/page/files/csv-file";
import { loadValue } from "~/features/customers/load-value.server";
import { changeDefinitions } from "~/features/definitions/change-definitions.server";
import { previewDefinitions } from "~/features/definitions/preview-definitions.server";
import { rebuildShopNumbers } from "~/features/definitions/rebuild-shop-numbers.server";
import { explain } from "~/features/explain/explain.server";
import { exportList } from "~/features/explain/export-list.server";
import { askForForecast } from "~/features/forecast/ask-for-forecast.server";
import { forecastInThread } from "~/features/forecast/forecast-in-thread.server";
import { loadChurnRisk } from "~/features/forecast/load-churn-risk.server";
import { readForecastView } from "~/features/forecast/load-forecast.server";
import { forecastValue, type Calculate } from "~/features/forecast/run-forecast.server";
import { shopReport } from "~/features/report/shop-report.server";
import { createLog } from "~/process/log.server";
import { context as metricContext, order, row } from "../../support/builders";
import { startCommand } from "../../support/processes/command-process";
import { csvCells } from "../../support/csv";
import { createTestDatabase, type TestDatabase } from "../../support/database/database";
import { installedShopWith } from "../../support/database/new-shop";
import { dyingDatabase, Killed } from "../../support/database/dying-database";
import { stageBatch } from "../../support/database/staged-batch";
import type { ShopProfileSpec } from "../../support/database/shop-profile";
import { NOW, ordersOfRegulars } from "./shop-of-regulars";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const RANGE = { from: "2026-10-01", to: "2026-10-31" };
const KEYS = METRIC_KEYS.filter((key) => METRICS[key].isForecast);
const never = new AbortController().signal;

const known = new Map<string, ShopForecast>();

/** In this process, and once for the same purchases: most of these tests are about what is done with a forecast. */
const here: Calculate = async ({ log, lastAt, purchases, valueToDate }, day, _, settings) => {
  const columns = [log.starts, log.days, log.values, lastAt, purchases, valueToDate];
  const key = columns.map((column) => column.join()).join(";") + day + JSON.stringify(settings);
  const forecast = known.get(key) ?? shopForecast({ log, lastAt, purchases, valueToDate }, day, settings);
  known.set(key, forecast);
  return forecast;
};

const shopWith = (orders: readonly Order[], profile: ShopProfileSpec = {}) =>
  installedShopWith(database.db, { orders }, profile);

const run = (shopId: string, calculate: Calculate = here, now = NOW) =>
  forecastValue(database, { shopId }, never, { calculate, now });

const forecastView = (shopId: string, now = NOW) =>
  withShopSnapshot(database.db, shopId, (tx) => readForecastView(tx, shopId, {}, now));

const rows = <Row>(shopId: string, text: string) =>
  withShop(database.db, shopId, async (tx) => (await tx.query<Row>(text, [shopId])).rows);
const storedCustomers = async (shopId: string) =>
  (await rows<{ customer_id: string }>(shopId, "SELECT customer_id FROM customer_forecast WHERE shop_id = $1")).map(
    ({ customer_id }) => customer_id,
  );
const statuses = async (shopId: string) =>
  (await rows<{ status: string }>(shopId, "SELECT status FROM value_forecast WHERE shop_id = $1 ORDER BY version")).map(
    ({ status }) => status,
  );

async function listOf(shopId: string, key: MetricKey) {
  const first = await explain(database, shopId, { key, range: RANGE });
  const listed = [...first.list.rows];
  for (let page = 2; page <= first.list.pages; page++) {
    listed.push(...(await explain(database, shopId, { key, range: RANGE, page })).list.rows);
  }
  return { ...first, rows: listed };
}

async function expectListsToAddUp(shopId: string): Promise<void> {
  const { metrics } = await shopReport(database, shopId, RANGE);
  for (const key of KEYS) {
    const { value, list, rows: listed, formula } = await listOf(shopId, key);
    expect(formula.reading, key).toBe(METRICS[key].basis.reading);
    // Who adds nothing to a sum is not in its list.
    if (formula.reading !== "sum") expect(listed, key).toHaveLength(value.n ?? -1);
    expect(metrics[key].n, key).toBe(value.n);
    // Of what is read from customers, not added up over them, the list says who they are.
    if (formula.reading === "values") continue;
    const amount = formula.reading === "sum" ? value.value : value.numerator;
    expect(list.total.numerator, key).toBe(amount);
    expect(list.total.denominator, key).toBe(value.denominator);
    expect(
      listed.reduce((sum, each) => sum + each.numerator, 0),
      key,
    ).toBeCloseTo(amount ?? Number.NaN, 6);
    expect(Number(metrics[key].numerator), key).not.toBeNaN();
  }
}

describe("a forecast", () => {
  let shopId: string;
  const orders = ordersOfRegulars();

  beforeAll(async () => {
    shopId = await shopWith(orders);
    expect(await forecastView(shopId)).toEqual({ state: "none" });
    expect(await forecastValue(database, { shopId }, never, { now: NOW })).toMatchObject({
      version: 1,
      customers: 260,
    });
  });

  it("is in the report with its intervals, groups and cohorts", async () => {
    const { metrics, tables } = await shopReport(database, shopId, RANGE);
    for (const key of KEYS) {
      const denominator = METRICS[key].basis.reading === "share" ? 260 : null;
      expect(metrics[key], key).toMatchObject({ n: 260, denominator, asOf: new Date(NOW).toISOString() });
      const [low, high] = metrics[key].interval ?? [metrics[key].value, metrics[key].value];
      expect(Number(low), key).toBeLessThanOrEqual(Number(metrics[key].value));
      expect(Number(high), key).toBeGreaterThanOrEqual(Number(metrics[key].value));
    }
    expect(metrics.clv_predicted_12.interval).not.toBeNull();
    const value = (key: MetricKey) => Number(metrics[key].value);
    expect(value("clv_predicted_6")).toBeLessThan(value("clv_predicted_12"));
    expect(value("clv_predicted_12")).toBeLessThan(value("clv_predicted_24"));
    expect(value("clv_total_12") - value("clv_predicted_12")).toBeCloseTo(value("clv_to_date"), 5);
    expect(tables.forecast).toMatchObject({ customers: 260, unavailableBecause: null, annualDiscountPercent: 0 });
    expect(tables.outlook).toHaveLength(12);
    const added = (of: "existingValue" | "newValue") =>
      tables.outlook.reduce((sum, month) => sum + Number(month[of]), 0);
    expect(added("existingValue")).toBeCloseTo(value("expected_value_existing_12"), 2);
    expect(added("newValue")).toBeCloseTo(value("expected_value_new_12"), 2);
    expect(value("expected_value_existing_12") + value("expected_value_new_12")).toBeCloseTo(
      value("expected_value_12"),
      2,
    );
    expect(value("expected_value_existing_12") / 260).toBeCloseTo(value("clv_predicted_12"), 4);
    for (const parts of [tables.forecastByGroup, tables.forecastByCohort]) {
      expect(parts.reduce((sum, { customers }) => sum + customers, 0)).toBe(260);
      const total = parts.reduce((sum, { customers, value: mean }) => sum + customers * Number(mean), 0);
      expect(total / 260).toBeCloseTo(value("clv_predicted_12"), 4);
    }
    expect(tables.forecastByGroup.map(({ key, customers }) => [key, customers])).toEqual(
      tables.rfm.filter(({ customers }) => customers > 0).map(({ group, customers }) => [group, customers]),
    );
  });

  it("is the same from the stored run and as of its moment from the history", async () => {
    const now = await shopReport(database, shopId, RANGE);
    const then = await shopReport(database, shopId, { ...RANGE, asOf: new Date(NOW).toISOString() });
    for (const key of KEYS) expect(then.metrics[key], key).toEqual(now.metrics[key]);
    expect(then.tables.forecast).toEqual(now.tables.forecast);
    expect(then.tables.forecastByGroup).toEqual(now.tables.forecastByGroup);
    expect(then.tables.forecastByCohort).toEqual(now.tables.forecastByCohort);
  });

  it("discounts expected value by the annual rate, as the preview foretold", async () => {
    const discounted = await shopWith(orders);
    await run(discounted);
    const before = await shopReport(database, discounted, RANGE);
    const context = { db: database.db, now: () => NOW, queue: { send: () => Promise.resolve() } } as never;
    const asked = { annualDiscountPercent: 10 };
    const result = await previewDefinitions(context, discounted, asked, RANGE, NOW);
    if (result.status !== "ready") throw new Error("a rate of ten percent can be previewed");
    expect(await changeDefinitions(context, discounted, asked)).toEqual({ status: "rebuilding", version: 2 });
    await rebuildShopNumbers(context, { shopId: discounted });
    await run(discounted);
    const { metrics, tables } = await shopReport(database, discounted, RANGE);
    expect(tables.forecast.annualDiscountPercent).toBe(10);
    const factor = (key: MetricKey) => Number(metrics[key].value) / Number(before.metrics[key].value);
    for (const key of ["clv_predicted_12", "expected_value_existing_12", "expected_value_new_12"] as const) {
      expect(factor(key), key).toBeGreaterThan(1.1 ** -1);
      expect(factor(key), key).toBeLessThan(1.1 ** -0.3);
    }
    expect(factor("clv_predicted_24")).toBeLessThan(factor("clv_predicted_12"));
    expect(metrics.expected_new_customers_12.value).toBe(before.metrics.expected_new_customers_12.value);
    expect(metrics.churn_probability.value).toBe(before.metrics.churn_probability.value);
    for (const key of ["clv_predicted_12", "expected_value_12"] as const) {
      const foretold = result.preview.metrics.find((each) => each.key === key);
      expect(Number(metrics[key].value) / (foretold!.after.value! / 100), key).toBeCloseTo(1, 4);
    }
    const { definition } = await explain(database, discounted, { key: "clv_predicted_12", range: RANGE });
    expect(definition).toContain("Discounted at 10% a year.");
  });

  it("is exact as of any moment: as if nothing had happened since", async () => {
    const then = NOW - 60 * DAY_MS;
    const known = orders
      .filter(({ processedAt }) => processedAt <= then)
      .map((each) => ({ ...each, rows: each.rows.filter(({ happenedAt }) => happenedAt <= then) }));
    const earlier = await shopWith(known);
    expect(await run(earlier, here, then)).toMatchObject({ version: 1 });
    const asOf = await shopReport(database, shopId, { ...RANGE, asOf: new Date(then).toISOString() });
    const stored = await shopReport(database, earlier, RANGE);
    for (const key of KEYS) expect(asOf.metrics[key], key).toEqual(stored.metrics[key]);
    expect(asOf.tables.forecastByCohort).toEqual(stored.tables.forecastByCohort);
    const now = await shopReport(database, shopId, RANGE);
    expect(asOf.metrics.clv_predicted_12.value).not.toBe(now.metrics.clv_predicted_12.value);
  });

  it("tells by first product what their customers are expected to bring, with ranges", async () => {
    const products = orders.map((each) => ({
      ...each,
      leadProductId: Number(each.customerId) % 3 === 0 ? "77" : "78",
    }));
    const own = await shopWith(products);
    await run(own);
    const context = { db: database.db, now: () => NOW };
    const { expectedByProduct, forecast } = await loadValue(context, own, new URLSearchParams(), NOW);
    expect(expectedByProduct.map(({ key, customers }) => [key, customers])).toEqual([
      ["78", 174],
      ["77", 86],
    ]);
    const whole = forecast.state === "ready" ? forecast.summary.months[12] : null;
    const total = expectedByProduct.reduce((sum, { customers, months }) => sum + customers * months[12].value, 0);
    expect(total / 260).toBeCloseTo(whole!.value, 6);
    const width = ({ value, valueInterval }: NonNullable<typeof whole>) =>
      (valueInterval![1] - valueInterval![0]) / value;
    for (const { months } of expectedByProduct) {
      expect(months[12].valueInterval![0]).toBeLessThan(months[12].value);
      expect(width(months[12])).toBeGreaterThan(width(whole!));
    }
  });

  it("explains every number by its customers, on pages and in a file", async () => {
    await expectListsToAddUp(shopId);
    const file = await exportList(database, shopId, { key: "clv_predicted_12", range: RANGE });
    expect(file.rows).toBe(260);
    const [header = ""] = (await csvResponse(file).text()).split(/\r?\n/);
    expect(header).toBe("customer_id,first_purchase_at,purchases,value_to_date,numerator,denominator,currency");
  });

  it("tells of part of the shop by the customers acquired there", async () => {
    const segment = { channel: "POS" };
    const { metrics, tables } = await shopReport(database, shopId, { ...RANGE, segment });
    expect(metrics.clv_predicted_12).toMatchObject({ value: null, n: 0, unavailableBecause: expect.any(String) });
    expect(tables.forecastByGroup).toEqual([]);
    const online = await shopReport(database, shopId, { ...RANGE, segment: { channel: "Online Store" } });
    const whole = await shopReport(database, shopId, RANGE);
    // All customers came online: the range of that part follows from the spread, to the same bounds.
    const { interval, ...rest } = online.metrics.clv_predicted_12;
    expect({ ...rest, interval: whole.metrics.clv_predicted_12.interval }).toEqual(whole.metrics.clv_predicted_12);
    for (const [end, bound] of (whole.metrics.clv_predicted_12.interval ?? []).entries()) {
      expect(Number(interval?.[end])).toBeCloseTo(Number(bound), 3);
    }
    const asOf = new Date(NOW).toISOString();
    const then = await shopReport(database, shopId, { ...RANGE, asOf, segment: { channel: "Online Store" } });
    expect(then.metrics.clv_predicted_12).toEqual(online.metrics.clv_predicted_12);
    // "New or returning" says nothing of whole customers.
    const buyers = await shopReport(database, shopId, { ...RANGE, segment: { buyer: "new" } });
    expect(buyers.metrics.clv_predicted_12).toEqual(whole.metrics.clv_predicted_12);
  });

  it("loads for pages, with the customers at risk by expected loss", async () => {
    const view = await forecastView(shopId);
    if (view.state !== "ready") throw new Error(`the forecast is ${view.state}`);
    expect(view).toMatchObject({ asOf: NOW, isCalculating: false, isOutdated: false });
    expect(view.summary.chosen.why).not.toBe("");
  });

  it("lists the customers at risk by expected loss, page by page", async () => {
    const riskIn = async (query: string, rowsPerPage?: number) => {
      const { risk } = await loadChurnRisk(database, shopId, new URLSearchParams(query), NOW, rowsPerPage);
      if (!risk) throw new Error("there is a forecast");
      return risk;
    };
    const all = await riskIn("", 1_000);
    expect(all.total).toBeGreaterThan(0);
    expect(all.rows).toHaveLength(all.total);
    const losses = all.rows.map(({ loss }) => loss);
    expect(losses).toEqual([...losses].sort((a, b) => b - a));
    expect(losses.reduce((sum, loss) => sum + loss, 0)).toBe(all.loss);
    const last = await riskIn("page=999", 7);
    expect(last.page).toBe(Math.ceil(all.total / 7));
    expect(last.rows.at(-1)).toEqual(all.rows.at(-1));
  });

  it("takes the customers at risk by the lapse point that the report has", async () => {
    const { risk } = await loadChurnRisk(database, shopId, new URLSearchParams(), NOW);
    const { metrics } = await shopReport(database, shopId, RANGE);
    expect(risk?.lapsePointDays).toBeCloseTo(Number(metrics.lapse_point.value), 6);
    // However many gaps there are, and whether they are much alike.
    for (const [customers, everyDays] of [
      [3, 7],
      [29, 30],
      [40, 30],
      [41, 0],
      [53, 3],
    ] as const) {
      const regular = Array.from({ length: customers * 3 }, (_, n) => {
        const [customer, purchase] = [Math.floor(n / 3) + 1, n % 3];
        const late = customer % 7 === 0 ? customer * purchase * DAY_MS : 0;
        const processedAt = NOW - 400 * DAY_MS + purchase * (everyDays * DAY_MS + customer * 777_777) + late;
        return order({ id: String(n + 1), customerId: String(customer), processedAt });
      });
      const other = await shopWith(regular);
      const lapse = await withShop(database.db, other, (tx) => readLapsePointDays(tx, other));
      const { metrics: own } = await shopReport(database, other, RANGE);
      expect(lapse, `${customers} customers`).toBeCloseTo(Number(own.lapse_point.value), 6);
    }
  });

  it("narrows and sorts the customers at risk as the address asks", async () => {
    const rowsOf = async (query: string) => {
      const { risk } = await loadChurnRisk(database, shopId, new URLSearchParams(query), NOW, 1_000);
      return risk?.rows ?? [];
    };
    const all = await rowsOf("");
    const ids = (rows: readonly { readonly customerId: string }[]) => rows.map(({ customerId }) => customerId).sort();
    const unlikely = await rowsOf("risk=unlikely");
    expect(ids(unlikely)).toEqual(ids(all.filter(({ probabilityAlive }) => probabilityAlive < 0.5)));
    const lapsed = await rowsOf("risk=lapsed&sort=last");
    expect(new Set([...ids(unlikely), ...ids(lapsed)])).toEqual(new Set(ids(all)));
    const moments = lapsed.map(({ lastPurchaseAt }) => lastPurchaseAt ?? Number.NaN);
    expect(moments).toEqual([...moments].sort((a, b) => a - b));
    expect(ids(await rowsOf("bought=once"))).toEqual(ids(all.filter(({ purchases }) => purchases === 1)));
    expect(await rowsOf("channel=POS")).toEqual([]);
    expect(ids(await rowsOf("channel=Online+Store&sort=-value"))).toEqual(ids(all));
  });

  it("is not made again until something changes", async () => {
    expect(await run(shopId)).toEqual({ skipped: "up to date" });
    await withShop(database.db, shopId, async (tx) => {
      await tx.query("UPDATE shop_profile SET data_version = data_version + 1 WHERE shop_id = $1", [shopId]);
    });
    expect(await forecastView(shopId)).toMatchObject({ state: "ready", isOutdated: true });
    expect(await run(shopId)).toMatchObject({ version: 2, customers: 260 });
    expect(await run(shopId, here, NOW + DAY_MS)).toMatchObject({ version: 3 });
    expect(await rows(shopId, "SELECT DISTINCT version FROM customer_forecast WHERE shop_id = $1")).toEqual([
      { version: 3 },
    ]);
  });

  it("is not shown when the definitions have changed since", async () => {
    await rows(shopId, "UPDATE shop_profile SET definition_version = 2 WHERE shop_id = $1");
    const { metrics } = await shopReport(database, shopId, RANGE);
    expect(metrics.clv_predicted_12).toMatchObject({
      value: null,
      unavailableBecause: expect.stringMatching(/calculated/),
    });
    expect(await forecastView(shopId)).toEqual({ state: "none" });
    expect(await run(shopId, here, NOW + DAY_MS)).toMatchObject({ version: 4 });
  });
});

describe("a forecast of another release", () => {
  it("counts as none, whatever shape it has, and is made anew", async () => {
    const shopId = await shopWith(ordersOfRegulars());
    await run(shopId);
    await rows(
      shopId,
      `UPDATE value_forecast SET engine_version = engine_version + 1, result = '{"shape": "unknown"}' WHERE shop_id = $1`,
    );
    expect(await forecastView(shopId)).toEqual({ state: "none" });
    const { forecast, risk } = await loadChurnRisk(database, shopId, new URLSearchParams(), NOW);
    expect({ forecast, risk }).toEqual({ forecast: { state: "none" }, risk: null });
    const { metrics, tables } = await shopReport(database, shopId, RANGE);
    for (const key of KEYS) expect(metrics[key], key).toMatchObject({ value: null });
    expect(tables.forecast.unavailableBecause).toMatch(/calculated/);
    expect(await explain(database, shopId, { key: "clv_predicted_12", range: RANGE })).toMatchObject({
      value: { value: null },
      list: { rows: [] },
    });
    expect(await run(shopId)).toMatchObject({ version: 2, customers: 260 });
    expect(await forecastView(shopId)).toMatchObject({ state: "ready" });
  });
});

describe("a shop with too little history", () => {
  it("is told what is missing and by when", async () => {
    const shopId = await shopWith(ordersOfRegulars({ customers: 150, weeks: 20 }));
    const answer = await run(shopId);
    expect(answer).toEqual({
      insufficient: expect.stringMatching(/Customers: 150 of 200.*Weeks of history: \d+ of 26/),
    });
    const view = await forecastView(shopId);
    expect(view).toMatchObject({ state: "insufficient", shortage: { byDay: expect.stringMatching(/^202[67]-/) } });
    const { metrics, tables } = await shopReport(database, shopId, RANGE);
    for (const key of KEYS) expect(metrics[key]).toMatchObject({ value: null, unavailableBecause: expect.any(String) });
    expect(tables.forecast.unavailableBecause).toBe(metrics.clv_predicted_12.unavailableBecause);
    expect(await run(shopId)).toEqual({ skipped: "up to date" });
  });

  it("P12: keeps a bounded number of runs however many days it goes on", async () => {
    const shopId = await shopWith([]);
    for (let day = 0; day < 35; day++) await run(shopId, here, NOW + day * DAY_MS);
    expect(await statuses(shopId)).toHaveLength(31);
  });

  it.each([[0], [1]])("goes without a forecast with %i customers", async (customers) => {
    const shopId = await shopWith(customers === 0 ? [] : [order({ processedAt: NOW - 300 * DAY_MS })]);
    expect(await run(shopId)).toEqual({
      insufficient: expect.stringMatching(/^A forecast needs more data\. Customers: [01] of 200\./),
    });
    const { metrics } = await shopReport(database, shopId, RANGE);
    expect(metrics.churn_probability.value).toBeNull();
  });

  it("goes without one when only 60 days may be read", async () => {
    const shopId = await shopWith(ordersOfRegulars(), { scopes: ["read_orders"] });
    expect(await run(shopId)).toEqual({ insufficient: expect.stringMatching(/^Limited history/) });
    expect(await forecastView(shopId)).toMatchObject({ state: "insufficient", shortage: null });
  });
});

describe("amounts", () => {
  it.each([
    ["JPY", 3_000],
    ["KWD", 12_345],
  ])("are right in %s", async (currencyCode, typicalValue) => {
    const shopId = await shopWith(ordersOfRegulars({ currencyCode, typicalValue }), { currencyCode });
    await run(shopId);
    await expectListsToAddUp(shopId);
    const { metrics } = await shopReport(database, shopId, RANGE);
    const file = await csvResponse(
      await exportList(database, shopId, { key: "clv_predicted_12", range: RANGE }),
    ).text();
    const [header = [], ...lines] = file.trimEnd().split("\r\n").map(csvCells);
    const listed = lines.reduce((sum, cells) => sum + Number(cells[header.indexOf("numerator")]), 0);
    expect(listed).toBeCloseTo(Number(metrics.clv_predicted_12.numerator), 6);
    expect(new Set(lines.map((cells) => cells[header.indexOf("currency")]))).toEqual(new Set([currencyCode]));
    const decimals = currencyCode === "JPY" ? 1 : 1000;
    expect(Number(metrics.clv_predicted_12.value)).toBeGreaterThan(typicalValue / decimals / 100);
    expect(Number(metrics.clv_predicted_12.value)).toBeLessThan((typicalValue / decimals) * 100);
    expect(metrics.clv_predicted_12.numerator).toMatch(currencyCode === "JPY" ? /^\d+$/ : /^\d+\.\d{3}$/);
  });

  it("may be zero or less for some and for all", async () => {
    const orders = ordersOfRegulars().map((each) => ({
      ...each,
      rows: [
        ...each.rows.filter(({ isOriginal }) => isOriginal),
        row({ action: "RETURN", isOriginal: false, total: -each.totalPaid - 100, happenedAt: each.processedAt + 1 }),
      ],
    }));
    const shopId = await shopWith(orders);
    expect(await run(shopId)).toMatchObject({ customers: 260 });
    const { metrics } = await shopReport(database, shopId, RANGE);
    expect(Number(metrics.clv_predicted_12.value)).toBe(0);
    expect(Number(metrics.clv_total_12.value)).toBeLessThan(0);
    await expectListsToAddUp(shopId);
  });
});

describe("a customer unlike all others", () => {
  const orders = [
    ...ordersOfRegulars(),
    ...Array.from({ length: 300 }, (_, day) =>
      order({ customerId: "9999", processedAt: NOW - (day + 1) * DAY_MS, rows: [row()] }),
    ),
  ];

  it("is set apart, listed, and counted with all others where the merchant wants it", async () => {
    const shopId = await shopWith(orders);
    await run(shopId);
    const value = await loadValue({ ...database, now: () => NOW }, shopId, new URLSearchParams());
    expect(value.forecast).toMatchObject({ summary: { setApart: { frequency: 1, value: 0 }, customers: 261 } });
    expect(value.unusual).toMatchObject([{ customerId: "9999", because: "frequency", purchases: 300 }]);
    expect(value.unusual[0]!.purchases12).toBeGreaterThan(200);
    const others = "SELECT purchases_12 FROM customer_forecast WHERE shop_id = $1 AND customer_id = 1";
    const [apart] = await rows<{ purchases_12: number }>(shopId, others);

    await withShop(database.db, shopId, (tx) =>
      tx.query(
        `UPDATE shop_profile SET definitions = '{"setApartUnusualCustomers": false}', definition_version = 2
        WHERE shop_id = $1`,
        [shopId],
      ),
    );
    await run(shopId);
    const together = await loadValue({ ...database, now: () => NOW }, shopId, new URLSearchParams());
    expect(together.forecast).toMatchObject({ summary: { setApart: null, customers: 261 } });
    expect(together.unusual).toEqual([]);
    const [drawn] = await rows<{ purchases_12: number }>(shopId, others);
    expect(drawn!.purchases_12).not.toBeCloseTo(apart!.purchases_12, 3);
    await expectListsToAddUp(shopId);
  });
});

describe("what happens meanwhile", () => {
  /** Runs `meanwhile` after the purchases are read and before anything is stored. */
  const during =
    (meanwhile: () => Promise<unknown>): Calculate =>
    async (...asked) => {
      const forecast = await here(...asked);
      await meanwhile();
      return forecast;
    };

  it("L4: a customer who is redacted during a fit is not in it", async () => {
    const shopId = await shopWith(ordersOfRegulars());
    const redact = () => withShop(database.db, shopId, (tx) => anonymiseCustomer(tx, shopId, "17"));
    expect(await run(shopId, during(redact))).toMatchObject({ customers: 259 });
    expect(await storedCustomers(shopId)).not.toContain("17");
    await expectListsToAddUp(shopId);
    const found = await rows<{ mentions: string }>(
      shopId,
      `SELECT count(*) AS mentions FROM value_forecast WHERE shop_id = $1 AND result::text ~ '"(customers|ids)": ?\\['`,
    );
    expect(found).toEqual([{ mentions: "0" }]);
    await run(shopId, here, NOW + DAY_MS);
    expect(await storedCustomers(shopId)).toHaveLength(260);
  });

  it("L4: a customer who is redacted later stays in it under a surrogate", async () => {
    const shopId = await shopWith(ordersOfRegulars());
    await run(shopId);
    const before = await shopReport(database, shopId, RANGE);
    await withShop(database.db, shopId, (tx) => anonymiseCustomer(tx, shopId, "17"));
    const stored = await storedCustomers(shopId);
    expect(stored).not.toContain("17");
    expect(stored.filter((id) => id.startsWith("-"))).toHaveLength(1);
    const after = await shopReport(database, shopId, RANGE);
    for (const key of KEYS) expect(after.metrics[key]).toEqual(before.metrics[key]);
  });

  it("customers who are merged during a fit or later are in it once", async () => {
    const shopId = await shopWith(ordersOfRegulars());
    const merge = (from: string, into: string) =>
      withShop(database.db, shopId, (tx) => mergeCustomers(tx, shopId, from, into));
    expect(
      await run(
        shopId,
        during(() => merge("17", "18")),
      ),
    ).toMatchObject({ customers: 259 });
    await merge("19", "20");
    const stored = await storedCustomers(shopId);
    expect(stored).toHaveLength(258);
    expect(stored).not.toContain("17");
    expect(stored).not.toContain("19");
    await expectListsToAddUp(shopId);
  });

  it("L1: a shop that uninstalls the app keeps nothing new, and is forecast no more", async () => {
    const shopId = await shopWith(ordersOfRegulars());
    const uninstall = () =>
      withDirectory(database.db, (tx) => recordUninstall(tx, shopId, new Date(Date.now() + DAY_MS)));
    expect(await run(shopId, during(uninstall))).toEqual({ skipped: "overtaken" });
    expect(await storedCustomers(shopId)).toEqual([]);
    expect(await run(shopId)).toEqual({ skipped: "not installed" });
  });

  it("L3: a shop that is erased during a fit stays erased", async () => {
    const shopId = await shopWith(ordersOfRegulars());
    const erase = () =>
      withShop(database.db, shopId, async (tx) => {
        await eraseTenantRows(tx, shopId);
        await deleteShop(tx, shopId);
      });
    expect(await run(shopId, during(erase))).toEqual({ skipped: "overtaken" });
    // The moment between the last look at the directory and the writing is no loophole either.
    const stored = withShop(database.db, shopId, (tx) =>
      storeForecast(tx, shopId, 1, {} as ForecastSummary, {
        ids: ["17"],
        probabilityAlive: Float64Array.of(1),
        purchases: { 6: Float64Array.of(1), 12: Float64Array.of(1), 24: Float64Array.of(1) },
        value: { 6: Float64Array.of(1), 12: Float64Array.of(1), 24: Float64Array.of(1) },
        loss: Float64Array.of(1),
        valueToDate: Float64Array.of(1),
        nextFromDay: Int32Array.of(-1),
        nextToDay: Int32Array.of(-1),
        chances: { 30: Float64Array.of(1), 90: Float64Array.of(1) },
        buysAgainFromDay: Int32Array.of(-1),
        buysAgainToDay: Int32Array.of(-1),
        unusual: new Map(),
      }),
    );
    await expect(stored).rejects.toThrow(ForecastOvertaken);
    expect(await storedCustomers(shopId)).toEqual([]);
    expect(await statuses(shopId)).toEqual([]);
  });

  it("a fit that fails says so, and the next one tries again", async () => {
    const shopId = await shopWith(ordersOfRegulars());
    const failing = run(shopId, async () => Promise.reject(new Error("no convergence")));
    await expect(failing).rejects.toThrow("no convergence");
    expect(await forecastView(shopId)).toMatchObject({ state: "failed" });
    const { metrics } = await shopReport(database, shopId, RANGE);
    expect(metrics.clv_predicted_12.unavailableBecause).toMatch(/did not succeed/);
    expect(await run(shopId)).toMatchObject({ version: 2 });
  });

  it("D11: a run that another one has overtaken stores nothing", async () => {
    const shopId = await shopWith(ordersOfRegulars());
    const overtake = () => run(shopId);
    expect(await run(shopId, during(overtake))).toEqual({ skipped: "overtaken" });
    expect(await statuses(shopId)).toEqual(["failed", "ready"]);
    expect(await rows(shopId, "SELECT DISTINCT version FROM customer_forecast WHERE shop_id = $1")).toEqual([
      { version: 2 },
    ]);
  });

  it("D1: a worker that dies at any statement leaves the old forecast or the new one", async () => {
    const shopId = await shopWith(ordersOfRegulars());
    await run(shopId);
    const before = (await shopReport(database, shopId, RANGE)).metrics.clv_predicted_12;
    const later = NOW + DAY_MS;
    for (let query = 1; ; query++) {
      const died = await forecastValue({ ...database, db: dyingDatabase(database.db, query) }, { shopId }, never, {
        calculate: here,
        now: later,
      }).then(
        () => false,
        (error: unknown) => {
          if (!(error instanceof Killed)) throw error;
          return true;
        },
      );
      const { metrics } = await shopReport(database, shopId, RANGE);
      const isOld = metrics.clv_predicted_12.asOf === before.asOf;
      if (isOld) expect(metrics.clv_predicted_12).toEqual(before);
      expect(metrics.clv_predicted_12.n).toBe(260);
      if (!died) break;
      expect(query).toBeLessThan(60);
      if (!isOld) break;
    }
    await run(shopId, here, later + DAY_MS);
    expect(await storedCustomers(shopId)).toHaveLength(260);
  });

  it("hands over what is stored of a customer", async () => {
    const shopId = await shopWith(ordersOfRegulars());
    await run(shopId);
    await withShop(database.db, shopId, (tx) => saveDataExport(tx, shopId, "1", "17"));
    const [kept] = await rows<{ content: { forecast: { value_12: number } } }>(
      shopId,
      "SELECT content FROM data_export WHERE shop_id = $1",
    );
    expect(kept?.content.forecast.value_12).toEqual(expect.any(Number));
  });
});

describe("the worker", () => {
  it("applies webhooks while a fit runs, and stops the fit at once when told to", async () => {
    const shopId = await shopWith(ordersOfRegulars());
    // So large that it cannot be done by the time it is stopped.
    const large = forecastInput(
      purchaseBook(ordersOfRegulars({ customers: 20_000, seed: 11 }), metricContext({ asOf: NOW })).purchasers,
    );
    const stop = new AbortController();
    let begun = () => {};
    const hasBegun = new Promise<void>((resolve) => (begun = resolve));
    let isOver = false;
    const running = forecastValue(database, { shopId }, stop.signal, {
      now: NOW,
      calculate: (_input, day, signal) => {
        const fit = forecastInThread(large, day, signal);
        begun();
        return fit;
      },
    }).finally(() => (isOver = true));
    running.catch(() => {});
    await hasBegun;
    expect(await forecastView(shopId)).toMatchObject({ state: "calculating" });
    for (let batch = 1; batch <= 5; batch++) {
      await withShop(database.db, shopId, async (tx) => {
        const late = { id: String(900_000 + batch), customerId: "3", processedAt: "2026-10-31T10:00:00Z" };
        const applied = await applyBatch(tx, shopId, await stageBatch(tx, shopId, { orders: [late] }));
        expect(applied.orders).toBe(1);
      });
    }
    expect(isOver).toBe(false);
    stop.abort(new Error("told to stop"));
    await expect(running).rejects.toThrow("told to stop");
    expect((await withShop(database.db, shopId, (tx) => readNewestForecast(tx, shopId)))?.status).toBe("running");
    // Nobody waits for it forever.
    const muchLater = Date.now() + 4 * 60 * 60 * 1000;
    expect(await forecastView(shopId, muchLater)).toMatchObject({ state: "failed" });
    expect(await run(shopId)).toMatchObject({ version: 2, customers: 260 });
    expect(await statuses(shopId)).toEqual(["failed", "ready"]);
  });

  it("D1: takes the job of one that was killed during a fit, and its forecast is whole", async () => {
    const shopId = await shopWith(ordersOfRegulars());
    const killed = startCommand("test/integration/forecast/forecast-process.ts", [database.appUrl, String(NOW)]);
    await killed.saw(/ready/);
    const queue = await openQueue(database.appUrl, createLog("silent"), { isWorker: true });
    try {
      await askForForecast({ queue }, shopId);
      await killed.saw(/fitting/);
      await killed.kill("SIGKILL");
      expect(await storedCustomers(shopId)).toEqual([]);
      const nothing = async () => {};
      await queue.work({
        "drain-shop": nothing,
        "import-shop": nothing,
        "read-journeys": nothing,
        "fold-visits": nothing,
        "rebuild-shop": nothing,
        "build-recommendations": nothing,
        "publish-lists": nothing,
        "check-lists": nothing,
        "refresh-shop": nothing,
        "forecast-value": (payload, signal) => forecastValue(database, payload, signal, { calculate: here, now: NOW }),
      });
      await vi.waitFor(async () => expect(await statuses(shopId)).toEqual(["failed", "ready"]), {
        timeout: 60_000,
        interval: 100,
      });
      expect(await storedCustomers(shopId)).toHaveLength(260);
    } finally {
      await killed.kill("SIGKILL");
      await queue.close();
    }
  });
});
