import { openDatabase, type Database, type DatabaseOptions } from "~/adapters/db/connect/client.server";
import { checkDatabase, databaseAheadMs, provideDatabase } from "./provide-database.server";
import { openQueue, type Queue } from "~/adapters/jobs/queue.server";
import { connectShopify, type ShopifyConnection } from "~/adapters/shopify/connect/connection.server";
import { env as readEnv, type Env } from "~/process/env.server";
import { log, type Log } from "~/process/log.server";
import type { EpochMs } from "~/domain/time/shop-time";
import { tokenEncryptionKeys } from "./token-encryption-keys.server";

/** What features work with; every one of them takes it first. */
export interface AppContext {
  readonly db: Database;
  /** Connections that only the taking in of webhooks uses: pages, however heavy, leave them free. */
  readonly intake: Database;
  /** Connections that only events of storefronts use: a busy one slows neither pages nor webhooks. */
  readonly events: Database;
  readonly queue: Queue;
  readonly env: Env;
  readonly log: Log;
  readonly shopify: ShopifyConnection;
  /**
   * The clock of everything a merchant sees. Statements ask the database for the same one, `app_now()`. Only the queue,
   * with its leases and retries, locks and time-outs go by the true time, whatever day a demo stands at.
   */
  readonly now: () => EpochMs;
}

export interface OpenContext extends AppContext {
  /** Finishes or hands back what runs, then lets go of queue and database. */
  close(): Promise<void>;
}

const FOR_JOBS: DatabaseOptions = { max: 12 };

/** Pages answer late or not at all; the server gives up before they do, so that the connection can be used again. */
const FOR_PAGES: DatabaseOptions = {
  max: 10,
  queryTimeoutMs: 15_000,
  bounds: { lockTimeoutMs: 8_000, statementTimeoutMs: 14_000 },
};

/** Storing a webhook takes milliseconds: few connections take in hundreds a second. */
const FOR_INTAKE: DatabaseOptions = {
  max: 8,
  queryTimeoutMs: 5_000,
  bounds: { lockTimeoutMs: 2_000, statementTimeoutMs: 4_000 },
};

export const EVENT_CONNECTIONS = 4;

const FOR_EVENTS: DatabaseOptions = { ...FOR_INTAKE, max: EVENT_CONNECTIONS };

/** Clocks that lie further apart are set wrong, or one of them was moved for a demo. */
const MOST_APART_MS = 60 * 60_000;

/** What one process dates must not lie before or after what another does. @throws {Error} with one sentence. */
export async function checkClock(appUrl: string): Promise<void> {
  const minutes = Math.round(Math.abs(await databaseAheadMs(appUrl)) / 60_000);
  if (minutes * 60_000 <= MOST_APART_MS) return;
  throw new Error(`The clocks of this machine and of the database lie ${minutes} minutes apart; set both right.`);
}

/** Opens everything the settings name. A worker's queue also looks after the jobs of others. */
async function openContext(env: Env, options: { isWorker?: boolean } = {}): Promise<OpenContext> {
  const now = Date.now;
  const provided = await provideDatabase(env);
  try {
    await checkDatabase(provided.appUrl);
    await checkClock(provided.appUrl);
    const tokenKeys = tokenEncryptionKeys(env, provided.isEmbedded);
    const queue = await openQueue(provided.appUrl, log, options);
    const db = openDatabase(provided.appUrl, options.isWorker ? FOR_JOBS : FOR_PAGES);
    const intake = openDatabase(provided.appUrl, FOR_INTAKE);
    const events = openDatabase(provided.appUrl, FOR_EVENTS);
    const shopify = connectShopify({
      db,
      apiKey: env.SHOPIFY_API_KEY,
      apiSecret: env.SHOPIFY_API_SECRET,
      tokenKeys,
      now,
    });
    const close = async () => {
      await queue.close();
      await Promise.all([db.close(), intake.close(), events.close()]);
      await provided.stop();
    };
    return { db, intake, events, queue, env, log, shopify, now, close };
  } catch (error) {
    await provided.stop();
    throw error;
  }
}

// A global, so that the development server finds it again after it has loaded this module anew.
const KEY = Symbol.for("comeback.context");
const shared = globalThis as { [KEY]?: Promise<OpenContext> };

/** The context of this process, opened at the first call. */
export function appContext(options: { isWorker?: boolean } = {}): Promise<OpenContext> {
  // A failure is not kept: the next request tries again.
  return (shared[KEY] ??= openContext(readEnv(), options).catch((error: unknown) => {
    delete shared[KEY];
    throw error;
  }));
}
