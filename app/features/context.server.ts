import { openDatabase, type Database } from "~/adapters/db/client.server";
import { checkDatabase, provideDatabase } from "~/adapters/db/provide.server";
import { openQueue, type Queue } from "~/adapters/jobs/queue.server";
import { env as readEnv, type Env } from "~/env.server";
import { log, type Log } from "~/log.server";
import { tokenEncryptionKey } from "./token-encryption-key.server";

/** What features work with; every one of them takes it first. */
export interface AppContext {
  readonly db: Database;
  readonly queue: Queue;
  /** The settings, with the key that tokens are encrypted by always filled in. */
  readonly env: Env & { readonly TOKEN_ENCRYPTION_KEY: string };
  readonly log: Log;
}

export interface OpenContext extends AppContext {
  /** Finishes or hands back what runs, then lets go of queue and database. */
  close(): Promise<void>;
}

/** Opens everything the settings name. A worker's queue also looks after the jobs of others. */
export async function openContext(settings: Env, options: { isWorker?: boolean } = {}): Promise<OpenContext> {
  const provided = await provideDatabase(settings);
  try {
    await checkDatabase(provided.appUrl);
    const env = { ...settings, TOKEN_ENCRYPTION_KEY: tokenEncryptionKey(settings, provided.isEmbedded) };
    const queue = await openQueue(provided.appUrl, log, options);
    const db = openDatabase(provided.appUrl, { max: options.isWorker ? 12 : 10 });
    const close = async () => {
      await queue.close();
      await db.close();
      await provided.stop();
    };
    return { db, queue, env, log, close };
  } catch (error) {
    await provided.stop();
    throw error;
  }
}

// The built routes hold their own copy of this module and must find the context the process opened, hence a global.
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
