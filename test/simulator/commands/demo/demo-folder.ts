import { createHash, randomBytes } from "node:crypto";
import {
  existsSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join, resolve } from "node:path";
import { UsageError } from "~/commands/command-line";
import { makeDataFolder } from "~/embedded-postgres/data-folder.server";

/** Where one demo keeps its shop, its database and its logs from one start to the next. */
export interface DemoFolder {
  readonly path: string;
  /** The simulated Shopify. */
  readonly shopify: string;
  /** The app's own data, the embedded database among it. */
  readonly app: string;
  readonly logs: string;
  /** The generated data folder, while it is loaded. */
  readonly draft: string;
  /** The file that remembers where a clock that was moved was left. */
  readonly clock: string;
  /** Whether the demo before ended without leaving; one that still runs did not. */
  wasLeftInDisorder(): boolean;
  /** @throws {Error} with one sentence when another demo runs on this folder, whatever its ports. */
  enter(): void;
  leave(): void;
}

export interface AppCredentials {
  readonly apiKey: string;
  readonly apiSecret: string;
}

/** Raised when what the simulator keeps of a shop changes, so that a demo does not go on with what it cannot read. */
const FORMAT = 2;

/** The folder of the demo with these options; other options, other folder. */
export function demoFolder(root: string, options: Readonly<Record<string, string | number | undefined>>): DemoFolder {
  const key = createHash("sha256")
    .update(JSON.stringify({ ...options, format: FORMAT }))
    .digest("hex")
    .slice(0, 12);
  const path = resolve(root, `demo-${key}`);
  const mark = join(path, "running");
  const holder = () => (existsSync(mark) ? Number(readFileSync(mark, "utf8")) || -1 : -1);
  const folder = {
    path,
    shopify: join(path, "shopify"),
    app: join(path, "app"),
    logs: join(path, "logs"),
    draft: join(path, "draft"),
    clock: join(path, "clock"),
    wasLeftInDisorder: () => existsSync(mark) && !isDemo(holder()),
    enter: () => {
      const pid = holder();
      if (pid !== process.pid && isDemo(pid)) {
        throw new Error(`This demo runs already (process ${pid}); use the addresses it printed, or end it first.`);
      }
      writeFileSync(mark, String(process.pid));
    },
    leave: () => rmSync(mark, { force: true }),
  };
  for (const part of [folder.shopify, folder.app, folder.logs]) makeDataFolder(part);
  return folder;
}

/** Whether a process lives and, where the system tells, is a demo and not a later process with the same number. */
function isDemo(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EPERM") return false;
  }
  try {
    return pid === process.pid || readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("demo.ts");
  } catch {
    return !existsSync("/proc/self");
  }
}

/** What tells one state of a data folder from another: its place and the size and time of its files. */
export function dataFolderKey(directory: string): string {
  const files = namesIn(directory)
    .filter((name) => /\.jsonl?$/.test(name))
    .sort()
    .map((name) => {
      const { size, mtimeMs } = statSync(join(directory, name));
      return [name, size, mtimeMs];
    });
  return JSON.stringify([realpathSync(directory), files]);
}

function namesIn(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch (cause) {
    const isRefused = (cause as NodeJS.ErrnoException).code === "EACCES";
    throw new UsageError(
      isRefused
        ? `The data folder ${directory} cannot be read: permission is denied.`
        : `There is no data folder ${directory}; name an existing one with --data.`,
      { cause },
    );
  }
}

/** The key and secret under which the simulated Shopify knows the app, made once. */
export function appCredentials(folder: DemoFolder): AppCredentials {
  const file = join(folder.path, "credentials.json");
  if (!existsSync(file)) {
    writeFileSync(`${file}.new`, JSON.stringify(newCredentials()), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  }
  return JSON.parse(readFileSync(file, "utf8")) as AppCredentials;
}

export const newCredentials = (): AppCredentials => ({
  apiKey: randomBytes(16).toString("hex"),
  apiSecret: randomBytes(24).toString("hex"),
});
