import type pg from "pg";
import type { Database, TransactionBounds } from "./client.server";
import { DatabaseUnavailable, translateDatabaseError } from "./unavailable";

export interface Tx {
  query<Row>(text: string, values?: unknown[]): Promise<{ rows: Row[]; rowCount: number | null }>;
  /** The connection itself, for COPY streams. */
  readonly client: pg.PoolClient;
}

/** Prisma's adapter writes and reads instants without their zone, which is right in UTC alone. */
const IN_UTC = "SET LOCAL TimeZone TO 'UTC'";

/**
 * Runs `work` in one transaction that sees and writes only rows of `shopId`.
 *
 * The shop is named with SET LOCAL, which ends with the transaction and so is safe behind a pooler; the first
 * statement lets it reach the workers of a Citus cluster and means nothing elsewhere. SET takes no parameters,
 * hence the check for digits.
 *
 * @throws {DatabaseUnavailable} when the database is away or refuses for now.
 */
export async function withShop<T>(db: Database, shopId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  return transaction(db, `BEGIN; ${ofShop(shopId)}`, work);
}

/** The same, and all that `work` reads is of one moment, whatever others commit meanwhile. */
export async function withShopSnapshot<T>(db: Database, shopId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  return transaction(db, `BEGIN ISOLATION LEVEL REPEATABLE READ; ${ofShop(shopId)}`, work);
}

function ofShop(shopId: string): string {
  if (!/^[1-9]\d{0,18}$/.test(shopId)) throw new RangeError(`shop id must be a positive integer, got "${shopId}"`);
  return `SET LOCAL citus.propagate_set_commands TO 'local'; SET LOCAL app.shop_id TO '${shopId}'`;
}

/** One transaction over the tables that belong to no shop (directory, sessions): no tenant row is visible in it. */
export async function withDirectory<T>(db: Database, work: (tx: Tx) => Promise<T>): Promise<T> {
  return transaction(db, "BEGIN", work);
}

/** In the transaction, as a pooler may give the next one another connection; zero would mean no bound. */
function within({ lockTimeoutMs, statementTimeoutMs }: TransactionBounds): string {
  return `SET LOCAL lock_timeout TO ${lockTimeoutMs}; SET LOCAL statement_timeout TO ${statementTimeoutMs}`;
}

async function transaction<T>(db: Database, begin: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  let client: pg.PoolClient;
  try {
    client = await db.pool.connect();
  } catch (error) {
    throw translateDatabaseError(error);
  }
  let broken: Error | undefined;
  try {
    await client.query(`${begin}; ${IN_UTC}; ${within(db.bounds)}`);
    const result = await work({ client, query: (text, values) => client.query(text, values) as never });
    const { command } = await client.query("COMMIT");
    // PostgreSQL answers COMMIT of a failed transaction with ROLLBACK and no error.
    if (command !== "COMMIT") throw new Error("A statement failed unnoticed, so the transaction was rolled back.");
    return result;
  } catch (error) {
    const translated = translateDatabaseError(error);
    // A connection that is lost or still busy with a query given up on is thrown away, which rolls back too.
    if (translated instanceof DatabaseUnavailable && translated.isConnectionLost) broken = translated;
    else {
      await client.query("ROLLBACK").catch((rollbackError: Error) => {
        broken = rollbackError;
      });
    }
    throw translated;
  } finally {
    client.release(broken);
  }
}
