import type { ChildProcess } from "node:child_process";
import { execFile } from "node:child_process";
import { mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { frameUrl } from "../../simulator/admin/frame-url";
import { appEnvironment } from "../../simulator/commands/app/app-environment";
import { spawnApp, stopProcess } from "../../simulator/commands/app/app-process";
import { newCredentials } from "../../simulator/commands/demo/demo-folder";
import { openApp, untilImported, untilReady } from "../../simulator/commands/app/installation";
import { startSimulator, type Simulator } from "../../simulator/server";
import type { ShopStore } from "../../simulator/store/shop-store";
import { freeBase } from "./free-ports";

const PROJECT = fileURLToPath(new URL("../../..", import.meta.url));

/** The built app as it is run: a web process and a worker over a database of ours, beside a simulated Shopify. */
export interface AppProcesses {
  readonly simulator: Simulator;
  readonly apiSecret: string;
  readonly appUrl: string;
  /** What the processes said, for the message of a test. */
  log(name: "web" | "worker"): string;
  /** The processes that have ended, with how. */
  ended(): string[];
  /** Installs the app in a shop and waits until everything is imported. */
  install(shop: ShopStore): Promise<void>;
  close(): Promise<void>;
}

export async function startAppProcesses(databaseUrl: string): Promise<AppProcesses> {
  await promisify(execFile)(process.execPath, [join(PROJECT, "setup.mjs"), "build"], { cwd: PROJECT });
  const folder = mkdtempSync(join(tmpdir(), "comeback-processes-"));
  const port = await freeBase();
  const appUrl = `http://127.0.0.1:${port}`;
  const credentials = newCredentials();
  const simulator = await startSimulator({ dataDir: join(folder, "shopify"), appUrl, ...credentials });
  const env = {
    ...appEnvironment({ simulatorUrl: simulator.url, appUrl, dataDir: join(folder, "app"), ...credentials }),
    DATABASE_URL: databaseUrl,
    TOKEN_ENCRYPTION_KEY: Buffer.alloc(32, 7).toString("base64"),
    PORT: String(port),
    HOST: "127.0.0.1",
  };
  const ended: string[] = [];
  const trouble = new AbortController();
  const logOf = (name: string) => join(folder, `${name}.log`);
  const start = (name: string): ChildProcess => {
    const child = spawnApp(`app/commands/${name}.ts`, env, openSync(logOf(name), "a"));
    child.once("exit", (code, signal) => {
      ended.push(`${name} ended (${signal ?? `exit code ${code}`})`);
      trouble.abort(new Error(`${ended.at(-1)}: ${readFileSync(logOf(name), "utf8")}`));
    });
    return child;
  };
  const children = ["web", "worker"].map(start);

  return {
    simulator,
    apiSecret: credentials.apiSecret,
    appUrl,
    log: (name) => readFileSync(logOf(name), "utf8"),
    ended: () => [...ended],
    async install(shop) {
      await untilReady(appUrl, trouble.signal);
      shop.install();
      const sessionToken = () => simulator.sessionToken(shop.domain);
      await openApp(
        await frameUrl({ appUrl, sessionToken }, shop.domain, "/app", new URLSearchParams()),
        trouble.signal,
      );
      await untilImported(appUrl, sessionToken, () => {}, trouble.signal);
    },
    async close() {
      for (const child of children) await stopProcess(child);
      await simulator.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
