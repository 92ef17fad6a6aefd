const NETWORK_CODES = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "ENOTFOUND",
  "EHOSTUNREACH",
  "EAI_AGAIN",
]);

/** SQLSTATE classes and codes that say "not now" rather than "not like this". */
const PASSING_STATES = /^(08|53|57P|57014$|58|40001$|40P01$|25006$|55P03$)/;

/** node-postgres gives these no code of their own. */
const LOST_CONNECTION =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Query read timeout/;

/** The database cannot be reached or cannot do it now; the same request may succeed later. */
export class DatabaseUnavailable extends Error {
  override readonly name = "DatabaseUnavailable";
  readonly retryable = true;
  readonly code: string;

  get isConnectionLost(): boolean {
    return this.code === "CONNECTION_LOST" || NETWORK_CODES.has(this.code);
  }

  /** By name: the built routes hold their own copy of this class, and errors cross between the copies. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === "DatabaseUnavailable";
  }

  constructor(code: string, cause: unknown) {
    super(`The database is not available at the moment (${code}).`, { cause });
    this.code = code;
  }
}

/** Wraps errors of a database that is away, full, read-only or too busy; leaves all others as they are. */
export function translateDatabaseError(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof DatabaseUnavailable) return error;
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  if (NETWORK_CODES.has(code) || PASSING_STATES.test(code)) return new DatabaseUnavailable(code, error);
  if (LOST_CONNECTION.test(error.message)) return new DatabaseUnavailable("CONNECTION_LOST", error);
  return error;
}
