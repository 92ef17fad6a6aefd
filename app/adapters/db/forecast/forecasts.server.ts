import { CHANCE_DAYS } from "~/domain/clv/chance/chance-rule";
import { FORECAST_MONTHS } from "~/domain/clv/forecast-months";
import { ENGINE_VERSION, type CustomerForecasts, type ForecastSummary } from "~/domain/clv/shop-forecast";
import type { ShopifyId } from "~/domain/orders/order";
import { dayFromNumber, type EpochMs, type ShopDay } from "~/domain/time/shop-time";
import { copyThrough, type CopyValue } from "~/adapters/db/connect/copy-rows.server";
import { lockShop } from "~/adapters/db/shop/profile.server";
import type { Tx } from "~/adapters/db/connect/tenant.server";
import { SUMS } from "./forecast-sums.server";

/** Runs that are kept, without their customers but for the newest. */
const KEPT_RUNS = 30;

/** What a run is made from: the same again gives the same. */
export interface ForecastSource {
  readonly day: ShopDay;
  readonly dataVersion: number;
  readonly definitionVersion: number;
  readonly engineVersion: number;
}

export interface StoredForecast {
  readonly version: number;
  readonly status: "running" | "ready" | "insufficient" | "failed";
  readonly reason: string | null;
  readonly asOf: EpochMs;
  readonly source: ForecastSource;
  readonly startedAt: EpochMs;
  readonly finishedAt: EpochMs | null;
}

interface StoredRow {
  readonly version: number;
  readonly status: StoredForecast["status"];
  readonly reason: string | null;
  readonly as_of: Date;
  readonly day: ShopDay;
  readonly data_version: number;
  readonly definition_version: number;
  readonly engine_version: number;
  readonly started_at: Date;
  readonly finished_at: Date | null;
}

const COLUMNS = `version, status, reason, as_of, day, data_version::float8 AS data_version, definition_version,
  engine_version, started_at, finished_at`;

function storedForecast(row: StoredRow): StoredForecast {
  return {
    version: row.version,
    status: row.status,
    reason: row.reason,
    asOf: row.as_of.getTime(),
    source: {
      day: row.day,
      dataVersion: row.data_version,
      definitionVersion: row.definition_version,
      engineVersion: row.engine_version,
    },
    startedAt: row.started_at.getTime(),
    finishedAt: row.finished_at?.getTime() ?? null,
  };
}

/** Begins a run under the next version. One whose worker died never ends by itself; the one that follows says so. */
export async function startForecast(tx: Tx, shopId: string, asOf: EpochMs, source: ForecastSource): Promise<number> {
  await tx.query(
    `UPDATE value_forecast SET status = 'failed', reason = 'The calculation was interrupted.', finished_at = app_now()
     WHERE shop_id = $1 AND status = 'running'`,
    [shopId],
  );
  const { rows } = await tx.query<{ version: number }>(
    `INSERT INTO value_forecast (shop_id, version, status, as_of, day, data_version, definition_version, engine_version)
     SELECT $1, COALESCE(max(version), 0) + 1, 'running', $2, $3, $4, $5, $6 FROM value_forecast WHERE shop_id = $1
     RETURNING version`,
    [shopId, new Date(asOf), source.day, source.dataVersion, source.definitionVersion, source.engineVersion],
  );
  const [row] = rows;
  if (!row) throw new Error("a forecast was begun without a version");
  return row.version;
}

/** Ends a run that has no customers to store; false when another run has taken its place. */
export async function endForecast(
  tx: Tx,
  shopId: string,
  version: number,
  status: "insufficient" | "failed",
  reason: string,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `UPDATE value_forecast SET status = $3, reason = $4, finished_at = clock_timestamp() + app_clock_ahead()
     WHERE shop_id = $1 AND version = $2 AND status = 'running'`,
    [shopId, version, status, reason],
  );
  return rowCount === 1;
}

/** What a run found is no longer wanted. */
export class ForecastOvertaken extends Error {
  constructor() {
    super("Another calculation took the place of this one.");
    this.name = "ForecastOvertaken";
  }
}

const AMOUNTS = FORECAST_MONTHS.flatMap((months) => [`purchases_${months}`, `value_${months}`]);
const CUSTOMER_COLUMNS = [
  "shop_id",
  "version",
  "customer_id",
  "probability_alive",
  ...AMOUNTS,
  "value_to_date",
  "loss",
  "next_from_day",
  "next_to_day",
  ...CHANCE_DAYS.map((days) => `chance_${days}`),
  "set_apart_for",
];

/**
 * Stores a finished run as a whole, in one transaction. Rows are written without the shop's lock, so that webhooks are
 * applied meanwhile; under the lock only those are removed who were redacted or merged since they were read.
 *
 * @returns customers stored.
 * @throws {ForecastOvertaken} when another run has taken this one's place, or the shop is gone: nothing is to be kept.
 */
export async function storeForecast(
  tx: Tx,
  shopId: string,
  version: number,
  summary: ForecastSummary,
  customers: CustomerForecasts & { readonly ids: readonly ShopifyId[]; readonly valueToDate: Float64Array },
): Promise<number> {
  await copyThrough(tx, "customer_forecast", CUSTOMER_COLUMNS, customerRows(shopId, version, customers), {
    text: `INSERT INTO customer_forecast (${CUSTOMER_COLUMNS.join(", ")})
           SELECT ${CUSTOMER_COLUMNS.join(", ")} FROM incoming_customer_forecast`,
    values: [],
  });
  if (!(await lockShop(tx, shopId))) throw new ForecastOvertaken();
  const { rowCount: removed } = await tx.query(
    `DELETE FROM customer_forecast c
     WHERE c.shop_id = $1 AND c.version = $2 AND NOT EXISTS (
       SELECT FROM customer_facts f WHERE f.shop_id = $1 AND f.customer_id = c.customer_id)`,
    [shopId, version],
  );
  const { rowCount } = await tx.query(
    `UPDATE value_forecast SET status = 'ready', result = $3, finished_at = clock_timestamp() + app_clock_ahead()
     WHERE shop_id = $1 AND version = $2 AND status = 'running'`,
    [shopId, version, JSON.stringify(summary)],
  );
  if (rowCount !== 1) throw new ForecastOvertaken();
  await addUp(tx, shopId, version);
  return customers.ids.length - (removed ?? 0);
}

function* customerRows(
  shopId: string,
  version: number,
  customers: CustomerForecasts & { readonly ids: readonly ShopifyId[]; readonly valueToDate: Float64Array },
): Generator<CopyValue[]> {
  const dayOrNull = (day: number) => (day < 0 ? null : dayFromNumber(day));
  for (let index = 0; index < customers.ids.length; index++) {
    yield [
      shopId,
      version,
      customers.ids[index]!,
      customers.probabilityAlive[index]!,
      ...FORECAST_MONTHS.flatMap((months) => [customers.purchases[months][index]!, customers.value[months][index]!]),
      customers.valueToDate[index]!,
      customers.loss[index]!,
      dayOrNull(customers.buysAgainFromDay[index]!),
      dayOrNull(customers.buysAgainToDay[index]!),
      ...CHANCE_DAYS.map((days) => customers.chances[days][index]!),
      customers.unusual.get(index) ?? null,
    ];
  }
}

/** Under which id a merged customer's forecast stood is of no use: the survivor's stays until the next run. */
export async function removeForecastOf(tx: Tx, shopId: string, customerId: ShopifyId): Promise<void> {
  const { rows } = await tx.query<{ version: number }>(
    `DELETE FROM customer_forecast WHERE shop_id = $1 AND customer_id = $2 RETURNING version`,
    [shopId, customerId],
  );
  for (const { version } of rows) await addUp(tx, shopId, version);
}

/** Deletes what no page shows any more: customers of all but the newest ready run, and old runs. */
export async function pruneForecasts(tx: Tx, shopId: string): Promise<void> {
  await tx.query(
    `DELETE FROM customer_forecast WHERE shop_id = $1 AND version < (
       SELECT max(version) FROM value_forecast WHERE shop_id = $1 AND status = 'ready')`,
    [shopId],
  );
  await tx.query(
    `DELETE FROM value_forecast v WHERE v.shop_id = $1
       AND v.version <= (SELECT max(version) FROM value_forecast WHERE shop_id = $1) - ${KEPT_RUNS}
       AND v.version IS DISTINCT FROM (SELECT max(version) FROM value_forecast WHERE shop_id = $1 AND status = 'ready')`,
    [shopId],
  );
}

/** The newest run, whatever became of it. */
export async function readNewestForecast(tx: Tx, shopId: string): Promise<StoredForecast | null> {
  const { rows } = await tx.query<StoredRow>(
    `SELECT ${COLUMNS} FROM value_forecast WHERE shop_id = $1 ORDER BY version DESC LIMIT 1`,
    [shopId],
  );
  return rows[0] ? storedForecast(rows[0]) : null;
}

/**
 * The newest ready run, if it was made by the definitions in force and by this engine: amounts of others mean something
 * else, and their results may be of another shape.
 */
export async function readForecast(
  tx: Tx,
  shopId: string,
  definitionVersion: number,
): Promise<(StoredForecast & { readonly summary: ForecastSummary }) | null> {
  const { rows } = await tx.query<StoredRow & { result: ForecastSummary }>(
    `SELECT ${COLUMNS}, result FROM value_forecast
     WHERE shop_id = $1 AND status = 'ready' ORDER BY version DESC LIMIT 1`,
    [shopId],
  );
  const [row] = rows;
  if (row?.definition_version !== definitionVersion || row.engine_version !== ENGINE_VERSION) return null;
  return { ...storedForecast(row), summary: row.result };
}

/** Keeps the sums of a run with it, so that pages need not go through its customers. */
async function addUp(tx: Tx, shopId: string, version: number): Promise<void> {
  await tx.query(
    `UPDATE value_forecast v
     SET customers = s.customers, lost_millionths = s.lost_millionths, value_to_date = s.value_to_date,
         value_6 = s.value_6, value_12 = s.value_12, value_24 = s.value_24
     FROM (SELECT ${SUMS} FROM customer_forecast c WHERE c.shop_id = $1 AND c.version = $2) s
     WHERE v.shop_id = $1 AND v.version = $2`,
    [shopId, version],
  );
}
