import pg from "pg";

export interface Database {
  readonly pool: pg.Pool;
  /** How long the server lets a transaction wait for a lock, and a statement of it run. */
  readonly bounds: TransactionBounds;
  close(): Promise<void>;
}

/**
 * A connection that may be lost at any moment. Who asks it something is told by the failing query; the event beside it
 * would end the process wherever nobody listens just then, as between the moment a pool hands a connection out and the
 * moment its taker goes on. So one listener stays for its whole life.
 */
export class Connection extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super(config);
    this.on("error", () => {});
  }
}

const { builtins } = pg.types;
const TEXT_ARRAY_OID = 1009;
const DATE_ARRAY_OID = 1182;

/** Days stay 'YYYY-MM-DD' text: a Date would move them into the zone of this machine. */
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: "text" | "binary") => {
    if (oid === builtins.DATE) return (text: string) => text;
    if (oid === DATE_ARRAY_OID) return pg.types.getTypeParser(TEXT_ARRAY_OID as never, "text");
    return format === "binary" ? pg.types.getTypeParser(oid, "binary") : pg.types.getTypeParser(oid, "text");
  }) as pg.CustomTypesConfig["getTypeParser"],
};

export interface TransactionBounds {
  readonly lockTimeoutMs: number;
  readonly statementTimeoutMs: number;
}

export interface DatabaseOptions {
  readonly max?: number;
  readonly bounds?: TransactionBounds;
  /** A query without an answer for so long is given up: a server that hangs must not make its callers hang. */
  readonly queryTimeoutMs?: number;
}

/** Work in the background may take its time: a lock is held for minutes where a large import is swapped in. */
const PATIENT: TransactionBounds = { lockTimeoutMs: 5 * 60_000, statementTimeoutMs: 6 * 60 * 60_000 };

/** A pool of connections; eight-byte integers arrive as text, days as 'YYYY-MM-DD', instants as Date. */
export function openDatabase(
  url: string,
  { max = 10, queryTimeoutMs, bounds = PATIENT }: DatabaseOptions = {},
): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    query_timeout: queryTimeoutMs,
    connectionTimeoutMillis: 3_000,
    keepAlive: true,
    application_name: "comeback",
    types,
    Client: Connection,
  });
  // An idle connection that breaks is replaced by the next query.
  pool.on("error", () => {});
  return { pool, bounds, close: () => pool.end() };
}
