import { statSync, truncateSync } from "node:fs";
import { createServer } from "node:net";
import { resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { Connection } from "~/adapters/db/connect/client.server";
import { prepareCluster, refuseWithoutSpace, type Cluster } from "./data-folder.server";
import {
  clearStalePidFile,
  findInstallation,
  isAlive,
  lastLogLine,
  readRunningServer,
  spawnServer,
} from "./server-process.server";

export interface EmbeddedDatabaseOptions {
  /** Holds everything; made when missing, never deleted. */
  readonly dataDir: string;
  /** Taken when it is free, otherwise any other. */
  readonly port?: number;
  /** Server settings beyond the usual ones. */
  readonly settings?: Readonly<Record<string, string>>;
}

export interface EmbeddedDatabase {
  readonly ownerUrl: string;
  readonly appUrl: string;
  /** The server's process, which outlives this one when this one is killed. */
  readonly serverPid: number;
  /** Lets go of the server, and stops it when nobody else is connected. */
  stop(): Promise<void>;
}

const START_DEADLINE_MS = 20_000;
/** For a server that lives but does not answer yet: it replays its log, or the machine is slow. */
const LIVING_DEADLINE_MS = 120_000;
const STOP_DEADLINE_MS = 8_000;
const REVIVAL_PAUSE_MS = 1_000;
const LONGEST_LOG_BYTES = 5_000_000;
const DATABASE = "comeback";
/** Names the connection by which a process shows that it uses the server. */
const KEEPER = "comeback-keeper";

const SETTINGS = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  max_connections: "200",
  shared_buffers: "256MB",
  work_mem: "16MB",
  maintenance_work_mem: "128MB",
  max_wal_size: "2GB",
  random_page_cost: "1.1",
  jit: "off",
  // Statements carry webhook bodies; they do not belong in a log.
  log_min_error_statement: "panic",
};

/**
 * A PostgreSQL server on `dataDir`: attaches to a running one, starts it when there is none, and creates it the first
 * time. Several processes may do so at once; the server's own lock file lets only one of theirs live.
 *
 * @throws {Error} with one sentence for people when the folder cannot be used or the server does not start.
 */
export async function ensureEmbeddedDatabase(options: EmbeddedDatabaseOptions): Promise<EmbeddedDatabase> {
  const cluster = prepareCluster(resolve(options.dataDir));
  if (!readRunningServer(cluster.dataFolder)) refuseWithoutSpace(cluster.dataFolder);
  let { keeper, server } = await connect(cluster, options);
  await createDatabase(keeper);

  const stopping = new AbortController();
  const { signal } = stopping;
  // A server that ended under a running process is started again on the same port, so that its pools find it. What
  // ended it may last, a full disk or a volume that is away: meanwhile queries fail and say so.
  const watch = () => {
    keeper.once("end", async () => {
      while (!signal.aborted) {
        try {
          ({ keeper, server } = await connect(cluster, { ...options, port: server.port, isPortFixed: true }, signal));
          return watch();
        } catch {
          await delay(REVIVAL_PAUSE_MS, undefined, { signal }).catch(() => {});
        }
      }
    });
  };
  watch();

  const url = (user: string, password: string) =>
    `postgresql://${user}:${password}@127.0.0.1:${server.port}/${DATABASE}`;
  return {
    ownerUrl: url("postgres", cluster.credentials.ownerPassword),
    appUrl: url("comeback_app", cluster.credentials.appPassword),
    get serverPid() {
      return server.pid;
    },
    async stop() {
      stopping.abort();
      const isLast = await isLastClient(keeper).catch(() => false);
      await keeper.end().catch(() => {});
      if (isLast) await stopServer(cluster.dataFolder, server.pid);
    },
  };
}

interface StartWish extends Omit<EmbeddedDatabaseOptions, "dataDir"> {
  /** Rather not at all than on another port. */
  readonly isPortFixed?: boolean;
}

interface Attached {
  keeper: Connection;
  server: { pid: number; port: number };
}

/** Attaches to the server, starting it as often as needed until the deadline or until nobody wants it any more. */
async function connect(cluster: Cluster, wish: StartWish, signal?: AbortSignal): Promise<Attached> {
  const begin = performance.now();
  let started: { exitedEarly: boolean } | undefined;
  for (let pauseMs = 25; ; pauseMs = Math.min(pauseMs * 1.5, 1_000)) {
    signal?.throwIfAborted();
    const server = readRunningServer(cluster.dataFolder);
    const keeper = server && (await attach(cluster, server.port));
    if (keeper) return { keeper, server };
    const lives = server !== null || started?.exitedEarly === false;
    if (performance.now() - begin > (lives ? LIVING_DEADLINE_MS : START_DEADLINE_MS)) {
      throw new Error(
        `The database in ${cluster.dataDir} did not start; its log ${cluster.logFile} ends with: ${lastLogLine(cluster.logFile)}`,
      );
    }
    if (!lives) started = await start(cluster, wish);
    await delay(pauseMs);
  }
}

async function start(cluster: Cluster, { port = 0, isPortFixed = false, settings }: StartWish) {
  clearStalePidFile(cluster.dataFolder);
  const { size } = statSync(cluster.logFile, { throwIfNoEntry: false }) ?? { size: 0 };
  if (size > LONGEST_LOG_BYTES) truncateSync(cluster.logFile);

  const freePort = (await freePortOr0(port)) || (isPortFixed ? 0 : await freePortOr0(0));
  const state = { exitedEarly: freePort === 0 };
  if (freePort === 0) return state;
  const { exited } = spawnServer(findInstallation(cluster.dataFolder), cluster.dataFolder, cluster.logFile, {
    ...SETTINGS,
    ...settings,
    port: String(freePort),
  });
  void exited.then(() => (state.exitedEarly = true));
  return state;
}

/** `port` when it can be listened on (any free one for 0), otherwise 0. */
function freePortOr0(port: number): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(0));
    probe.listen(port, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

/** Null while the server cannot be reached or is not ready. */
async function attach({ dataDir, credentials }: Cluster, port: number): Promise<Connection | null> {
  const keeper = new Connection({
    host: "127.0.0.1",
    port,
    user: "postgres",
    password: credentials.ownerPassword,
    database: "postgres",
    application_name: KEEPER,
    connectionTimeoutMillis: 2_000,
    keepAlive: true,
  });
  try {
    await keeper.connect();
    return keeper;
  } catch (error) {
    await keeper.end().catch(() => {});
    const code = error instanceof Error && "code" in error ? error.code : "";
    if (code === "28P01") {
      throw new Error(`The database server of ${dataDir} refuses the password kept beside it in credentials.json.`, {
        cause: error,
      });
    }
    return null;
  }
}

async function createDatabase(keeper: Connection): Promise<void> {
  const { rowCount } = await keeper.query("SELECT FROM pg_database WHERE datname = $1", [DATABASE]);
  if (rowCount) return;
  await keeper.query(`CREATE DATABASE ${DATABASE}`).catch((error: { readonly code?: string }) => {
    // Another process made it at the same moment.
    if (error.code !== "42P04" && error.code !== "23505") throw error;
  });
}

/** Whether this process is the only one connected; its own closed connections may need a moment to be gone. */
async function isLastClient(keeper: Connection): Promise<boolean> {
  // Two processes leaving at once take turns, so that the later one sees the earlier one gone.
  await keeper.query("SET statement_timeout = '5s'; SELECT pg_advisory_lock(hashtext('comeback-keeper'))");
  for (const end = performance.now() + 1_000; ; await delay(50)) {
    const { rows } = await keeper.query<{ others: number; keepers: number }>(
      `SELECT count(*)::int AS others, (count(*) FILTER (WHERE application_name = $1))::int AS keepers
       FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()`,
      [KEEPER],
    );
    const { others = 0, keepers = 0 } = rows[0] ?? {};
    if (others === 0) return true;
    if (keepers > 0 ? performance.now() > end - 700 : performance.now() > end) return false;
  }
}

async function stopServer(dataFolder: string, pid: number): Promise<void> {
  if (readRunningServer(dataFolder)?.pid !== pid) return;
  // Fast shutdown; it ends by itself even when this process does not wait for it.
  process.kill(pid, "SIGINT");
  for (const end = performance.now() + STOP_DEADLINE_MS; isAlive(pid) && performance.now() < end;) await delay(25);
}
