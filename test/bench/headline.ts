import { readMatureCustomersIn } from "~/adapters/db/totals/segments.server";
import { withShop } from "~/adapters/db/connect/tenant.server";
import { DEFAULT_DEFINITIONS } from "~/domain/orders/definitions";
import { trailingRange } from "~/domain/metrics/totals/headline-customers";
import { allBuyers, netSalesOf } from "~/domain/metrics/totals/sales-totals";
import { parseReportingWindow, type DayRange } from "~/domain/time/reporting-window";
import type { Segment } from "~/domain/orders/segment";
import { dayOf } from "~/domain/time/shop-time";
import { loadOverview } from "~/features/overview/load-overview.server";
import { readRangeTotals } from "~/features/page/range/range-totals.server";
import type { BenchDatabase } from "./bench-database";
import { againstFloor, below, type Figure } from "./figure";
import { median, percentile, timed, timesOf } from "./stopwatch";
import { fillShop, NOW, tableSizes, TIME_ZONE } from "./synthetic-shop";

const SHOP = "1";
const HORIZON_DAYS = 365;
const ROUNDS = 100;

/** What the four cards of the overview and its second row are made of. */
export interface Headline {
  readonly orders: number;
  readonly orderValue: number;
  readonly netSales: number;
  readonly customers: number;
  readonly newCustomers: number;
  readonly returningCustomers: number;
  readonly abandoned: number;
  readonly settled: number;
  readonly matureCustomers: number;
  readonly matureValue: number;
}

/** Reading the overview of a large shop, beside the same numbers from its orders and sales rows. */
export async function headlineFigures(database: BenchDatabase, orders: number): Promise<Figure[]> {
  await fillShop(database, SHOP, orders);
  const range = defaultRange();
  const read = () => readHeadline(database, SHOP, range);
  const page = () => loadOverview({ db: database.app, now: () => NOW }, SHOP, new URLSearchParams(), NOW);

  const rollups = await read();
  const floor = await timed(() => headlineFromFacts(database, SHOP, range));
  if (JSON.stringify(rollups) !== JSON.stringify(floor.result)) {
    const both = `${JSON.stringify(rollups)} and ${JSON.stringify(floor.result)}`;
    throw new Error(`The rollups and the facts of the bench shop tell different numbers: ${both}.`);
  }
  const times = await timesOf(ROUNDS, read);
  await page();
  const pageTimes = await timesOf(ROUNDS, page);
  const { raw, rollups: rolledUp } = await tableSizes(database);
  const megabytes = (bytes: number) => bytes / 1_000_000;
  return [
    againstFloor({ name: "headline_read", value: median(times), unit: "ms" }, floor.ms, 500),
    below({ name: "headline_read_p95", value: percentile(times, 0.95), unit: "ms" }, 25),
    againstFloor({ name: "overview_page_read", value: median(pageTimes), unit: "ms" }, floor.ms, null),
    againstFloor({ name: "rollup_size", value: megabytes(rolledUp), unit: "MB" }, megabytes(raw), 100),
  ];
}

/** The days a page looks at when its address asks for none. */
export function defaultRange(): DayRange {
  const clock = { timeZone: TIME_ZONE, now: NOW, installedAt: null };
  return parseReportingWindow(new URLSearchParams(), clock).window.range;
}

export function readHeadline(
  { app }: BenchDatabase,
  shopId: string,
  range: DayRange,
  segment: Segment = {},
): Promise<Headline> {
  return withShop(app, shopId, async (tx) => {
    const threshold = DEFAULT_DEFINITIONS.abandonmentThresholdMinutes;
    const totals = await readRangeTotals(tx, shopId, { ...range, until: null }, NOW, threshold, segment);
    const acquired = trailingRange(dayOf(NOW, TIME_ZONE), HORIZON_DAYS);
    const mature = await readMatureCustomersIn(tx, shopId, acquired, HORIZON_DAYS, NOW, segment);
    const sales = allBuyers(totals.sales);
    const { abandoned, completed, recovered } = totals.checkouts;
    return {
      orders: sales.orders,
      orderValue: sales.orderValue,
      netSales: netSalesOf(sales),
      ...totals.customers,
      abandoned,
      settled: completed + recovered + abandoned,
      matureCustomers: mature.customers,
      matureValue: mature.keptValue,
    };
  });
}

/**
 * The same from what Shopify tells: no derived column is read but a checkout's state, so the ledger is added up per
 * order and purchases are numbered within their customers. Given the memory to do so.
 *
 * @param channel - counts orders of this channel alone, and customers whose first purchase came by it.
 */
export async function headlineFromFacts(
  { owner }: BenchDatabase,
  shopId: string,
  range: DayRange,
  channel: string | null = null,
): Promise<Headline> {
  const client = await owner.pool.connect();
  try {
    await client.query("SET work_mem TO '256MB'");
    const { rows } = await client.query<Record<keyof Headline, string>>(HEADLINE_FROM_FACTS, [
      shopId,
      range.from,
      range.to,
      TIME_ZONE,
      new Date(NOW),
      trailingRange(dayOf(NOW, TIME_ZONE), HORIZON_DAYS).from,
      channel,
    ]);
    return Object.fromEntries(
      Object.entries(rows[0] ?? {}).map(([name, value]) => [name, Number(value)]),
    ) as unknown as Headline;
  } finally {
    client.release(true);
  }
}

const HEADLINE_FROM_FACTS = `
  WITH ledger AS (
    SELECT order_id, sum(total - tax) FILTER (WHERE is_original AND line_type = 'PRODUCT') AS order_value,
           sum(total - tax) FILTER (WHERE line_type IN ('PRODUCT', 'ADJUSTMENT')) AS kept_value
    FROM sales_row WHERE shop_id = $1 GROUP BY order_id
  ), placed AS (
    SELECT o.order_id, o.customer_id, o.channel, o.processed_at, (o.processed_at AT TIME ZONE $4)::date AS day, l.order_value,
           l.kept_value, o.cancelled_at IS NULL AND o.customer_id IS NOT NULL AND l.order_value > 0 AS is_numbered
    FROM orders o JOIN ledger l USING (order_id)
    WHERE o.shop_id = $1 AND NOT o.is_test AND l.order_value IS NOT NULL
  ), purchase AS MATERIALIZED (
    SELECT customer_id, channel, processed_at, day, kept_value, first_value(channel) OVER series AS first_channel,
           row_number() OVER series AS number, min(processed_at) OVER series AS first_at, first_value(day) OVER series AS first_day
    FROM placed WHERE is_numbered
    WINDOW series AS (PARTITION BY customer_id ORDER BY processed_at, order_id)
  ), sold AS (
    SELECT count(*) AS orders, sum(order_value) AS order_value FROM placed
    WHERE day BETWEEN $2 AND $3 AND ($7::text IS NULL OR channel = $7)
  ), net AS (
    SELECT sum(total - tax) AS net_sales FROM sales_row
    WHERE shop_id = $1 AND line_type IN ('PRODUCT', 'ADJUSTMENT')
      AND (happened_at AT TIME ZONE $4)::date BETWEEN $2 AND $3
      AND ($7::text IS NULL OR order_id IN (SELECT order_id FROM placed WHERE channel = $7))
  ), shopper AS (
    SELECT count(DISTINCT customer_id) AS customers, count(DISTINCT customer_id) FILTER (WHERE number = 1) AS newcomers,
           count(DISTINCT customer_id) FILTER (WHERE number >= 2) AS returning_customers
    FROM purchase WHERE day BETWEEN $2 AND $3 AND ($7::text IS NULL OR channel = $7)
  ), mature AS (
    SELECT count(*) FILTER (WHERE number = 1) AS customers, sum(kept_value) AS kept_value
    FROM purchase
    WHERE first_day >= $6 AND first_at <= $5::timestamptz - interval '${HORIZON_DAYS * 24} hours'
      AND processed_at <= first_at + interval '${HORIZON_DAYS * 24} hours'
      AND ($7::text IS NULL OR first_channel = $7)
  ), started AS (
    SELECT count(*) FILTER (WHERE state = 'unfinished' AND last_activity_at < $5::timestamptz - interval '1 hour')
             AS abandoned,
           count(*) FILTER (WHERE state IN ('completed', 'recovered')) AS finished
    FROM checkout WHERE shop_id = $1 AND (started_at AT TIME ZONE $4)::date BETWEEN $2 AND $3
  )
  SELECT orders, order_value AS "orderValue", net_sales AS "netSales", s.customers, newcomers AS "newCustomers",
         returning_customers AS "returningCustomers", abandoned, finished + abandoned AS settled,
         m.customers AS "matureCustomers", m.kept_value AS "matureValue"
  FROM sold, net, shopper s, mature m, started`;
