import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import type { Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { openDatabase, type Database } from "~/adapters/db/connect/client.server";
import { ensureEmbeddedDatabase } from "~/embedded-postgres/embedded.server";
import { prepareDatabase } from "~/adapters/migrations/migrate.server";

export interface BenchDatabase {
  /** As the app connects: bound by row security. */
  readonly app: Database;
  /** As the owner, who may COPY into every table. */
  readonly owner: Database;
  /** Where the app connects. */
  readonly appUrl: string;
  /** Stops the server and removes its folder. */
  drop(): Promise<void>;
}

/** A server of its own with the app's usual settings, migrated and empty; it goes even when this process is killed. */
export async function startBenchDatabase(): Promise<BenchDatabase> {
  const dataDir = mkdtempSync(join(tmpdir(), "comeback-bench-"));
  const script = fileURLToPath(new URL("../support/database/clear-up-database.mjs", import.meta.url));
  const watcher = spawn(process.execPath, [script, dataDir], { detached: true, stdio: ["pipe", "ignore", "ignore"] });
  watcher.unref();
  (watcher.stdin as Socket).unref();

  const server = await ensureEmbeddedDatabase({ dataDir });
  await prepareDatabase(server.ownerUrl, server.appUrl);
  const app = openDatabase(server.appUrl);
  const owner = openDatabase(server.ownerUrl);
  return {
    app,
    owner,
    appUrl: server.appUrl,
    async drop() {
      await app.close();
      await owner.close();
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
