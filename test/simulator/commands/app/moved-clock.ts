import { Connection } from "~/adapters/db/connect/client.server";
import type { Clock } from "../../time/clock";
import type { AppEnvironment } from "./app-process";

/** A clock that lies ahead of the machine's, or behind it, and runs on with it. */
export interface MovedClock {
  readonly aheadMs: number;
  readonly now: Clock;
  /** Gives a process started with `spawnApp` the same clock. */
  readonly environment: AppEnvironment;
}

export function clockAhead(aheadMs: number): MovedClock {
  return {
    aheadMs,
    now: () => Date.now() + aheadMs,
    environment: { CLOCK_AHEAD_MS: String(aheadMs) },
  };
}

/** A clock that shows the moment now. */
export const clockAt = (epochMs: number): MovedClock => clockAhead(epochMs - Date.now());

/** Lets everything a database dates by itself follow a clock, for all connections made from here on. */
export async function moveDatabaseClock(ownerUrl: string, { aheadMs }: MovedClock): Promise<void> {
  const client = new Connection({ connectionString: ownerUrl });
  await client.connect();
  try {
    const database = client.escapeIdentifier(client.database ?? "");
    await client.query(`ALTER DATABASE ${database} SET app.clock_ahead TO '${aheadMs} milliseconds'`);
  } finally {
    await client.end();
  }
}
