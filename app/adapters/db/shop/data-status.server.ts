import type { Tx } from "~/adapters/db/connect/tenant.server";

export interface Pulse {
  /** Raised by every committed change of numbers. */
  readonly dataVersion: number;
  /** Raised by every change of what was measured in the storefront. */
  readonly visitVersion: number;
  /** Messages of Shopify's received and not yet among the numbers. */
  readonly pending: number;
  /** Whether a change of what the numbers mean waits for its rebuild. */
  readonly isRebuilding: boolean;
  /** The newest calculation of the forecast and where it stands, such as "12 running"; null before the first. */
  readonly forecastRun: string | null;
}

/** What an open page asks every few seconds: five index look-ups. Null before the shop has a profile. */
export async function readPulse(tx: Tx, shopId: string): Promise<Pulse | null> {
  const { rows } = await tx.query<Pulse>(
    `SELECT data_version::float8 AS "dataVersion",
            COALESCE((SELECT data_version FROM measurement_setting WHERE shop_id = $1), 0)::float8 AS "visitVersion",
            (SELECT count(*)::int FROM webhook_inbox WHERE shop_id = $1 AND status = 'pending') AS pending,
            EXISTS (SELECT FROM definition_change WHERE shop_id = $1 AND in_force_at IS NULL) AS "isRebuilding",
            (SELECT version || ' ' || status FROM value_forecast WHERE shop_id = $1
               ORDER BY version DESC LIMIT 1) AS "forecastRun"
       FROM shop_profile WHERE shop_id = $1`,
    [shopId],
  );
  return rows[0] ?? null;
}

export interface DataStatus {
  readonly orders: number;
  readonly customers: number;
  readonly products: number;
  readonly checkouts: number;
  readonly oldestOrderAt: Date | null;
  /** Of `orders`, those in a currency the shop had before: in no number. */
  readonly formerCurrencyOrders: number;
  /** Completed checkouts of Shopify's list that no order was found for: recovered, without a value. */
  readonly unmatchedCheckouts: number;
  /** Import rows and messages that could not be used. */
  readonly deadLetters: number;
  readonly topics: readonly TopicStatus[];
}

export interface TopicStatus {
  readonly topic: string;
  readonly lastReceivedAt: Date;
  readonly pending: number;
}

/** How much is stored of the shop, and when Shopify last spoke about what. */
export async function readDataStatus(tx: Tx, shopId: string): Promise<DataStatus> {
  const { rows: counts } = await tx.query<Omit<DataStatus, "topics">>(
    `SELECT (SELECT count(*)::float8 FROM orders WHERE shop_id = $1) AS orders,
            (SELECT count(*)::float8 FROM customer WHERE shop_id = $1 AND merged_into IS NULL) AS customers,
            (SELECT count(*)::float8 FROM product WHERE shop_id = $1) AS products,
            (SELECT count(*)::float8 FROM checkout WHERE shop_id = $1 AND checkout_id IS NOT NULL) AS checkouts,
            (SELECT min(processed_at) FROM orders WHERE shop_id = $1
               AND day = (SELECT min(day) FROM orders WHERE shop_id = $1)) AS "oldestOrderAt",
            (SELECT count(*)::float8 FROM orders o JOIN shop_profile p ON p.shop_id = o.shop_id
               WHERE o.shop_id = $1 AND o.currency_code <> p.currency_code) AS "formerCurrencyOrders",
            (SELECT count(*)::float8 FROM checkout WHERE shop_id = $1 AND checkout_id IS NOT NULL
               AND state = 'recovered' AND order_id IS NULL) AS "unmatchedCheckouts",
            (SELECT count(*)::float8 FROM dead_letter WHERE shop_id = $1) AS "deadLetters"`,
    [shopId],
  );
  const { rows: topics } = await tx.query<TopicStatus>(
    `SELECT topic, max(received_at) AS "lastReceivedAt", count(*) FILTER (WHERE status = 'pending')::int AS pending
       FROM webhook_inbox WHERE shop_id = $1 GROUP BY topic ORDER BY topic`,
    [shopId],
  );
  const [stored] = counts;
  if (!stored) throw new Error("the counts of a shop came back without a row");
  return { ...stored, topics };
}
