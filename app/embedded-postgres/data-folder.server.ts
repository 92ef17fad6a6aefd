import { randomBytes, randomUUID } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { clusterVersion, findInstallation, initialise, isAlive } from "./server-process.server";

const NEEDED_FREE_BYTES = 1_000_000_000;

interface Credentials {
  readonly ownerPassword: string;
  readonly appPassword: string;
}

export interface Cluster {
  readonly dataDir: string;
  readonly dataFolder: string;
  readonly logFile: string;
  readonly credentials: Credentials;
}

/** The cluster kept in `dataDir`, created the first time. */
export function prepareCluster(dataDir: string): Cluster {
  const home = join(dataDir, "postgres");
  const dataFolder = join(home, "data");
  makeDataFolder(dataDir);
  if (!existsSync(home)) createCluster(dataDir, home);

  const found = clusterVersion(dataFolder);
  const needed = findInstallation(dataFolder).version.split(".")[0];
  if (found !== needed) {
    throw new Error(
      found === null
        ? `The data folder ${home} holds no PostgreSQL cluster; nothing was deleted, please move it away or name another one in COMEBACK_DATA_DIR.`
        : `The data folder ${home} was made by PostgreSQL ${found} and this app needs ${needed}; nothing was deleted, please move it away or name another one in COMEBACK_DATA_DIR.`,
    );
  }
  return { dataDir, dataFolder, logFile: join(home, "server.log"), credentials: readCredentials(home) };
}

/**
 * Makes the folder where it is missing.
 *
 * @throws {Error} with one sentence for people when nothing can be written there.
 */
export function makeDataFolder(dataDir: string): void {
  try {
    makeFolder(dataDir);
    const probe = join(dataDir, `.probe-${randomUUID()}`);
    writeFileSync(probe, "");
    rmSync(probe);
  } catch (cause) {
    throw new Error(`The data folder ${dataDir} cannot be written to; name another one in COMEBACK_DATA_DIR.`, {
      cause,
    });
  }
}

/** Whether a database was ever made there. */
export const hasEmbeddedDatabase = (dataDir: string): boolean => existsSync(join(dataDir, "postgres"));

/** Like `mkdir -p`; Node's own recursive way tries for ever where folders cannot be made, such as in /proc. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    // Another process may have made it meanwhile.
    if (!existsSync(folder)) throw error;
  }
}

/** Built beside its place and moved there whole, so that a kill half-way leaves nothing that looks finished. */
function createCluster(dataDir: string, home: string): void {
  refuseWithoutSpace(dataDir);
  for (const name of readdirSync(dataDir)) {
    const [, pid] = /^\.new-(\d+)-/.exec(name) ?? [];
    if (pid && !isAlive(Number(pid))) rmSync(join(dataDir, name), { recursive: true, force: true });
  }
  const draft = join(dataDir, `.new-${process.pid}-${randomUUID()}`);
  const password = () => randomBytes(24).toString("base64url");
  const credentials: Credentials = { ownerPassword: password(), appPassword: password() };
  try {
    mkdirSync(draft, { mode: 0o755 });
    writeFileSync(join(draft, "credentials.json"), JSON.stringify(credentials), { mode: 0o600 });
    initialise(findInstallation(join(draft, "data")), join(draft, "data"), credentials.ownerPassword);
    renameSync(draft, home);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    // Another process was faster: its cluster is used.
    if (!existsSync(home)) throw error;
  }
}

function readCredentials(home: string): Credentials {
  try {
    return JSON.parse(readFileSync(join(home, "credentials.json"), "utf8")) as Credentials;
  } catch (cause) {
    throw new Error(`The passwords of the database in ${home} cannot be read from its credentials.json.`, { cause });
  }
}

/** @throws {Error} with one sentence for people when the disk is nearly full. */
export function refuseWithoutSpace(folder: string): void {
  const { bavail, bsize } = statfsSync(folder);
  if (bavail * bsize < NEEDED_FREE_BYTES) {
    const megabytes = Math.floor((bavail * bsize) / 1_000_000);
    throw new Error(
      `Only ${megabytes} MB are free for the data folder ${folder}; the database needs at least 1000 MB.`,
    );
  }
}
