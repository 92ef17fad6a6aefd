import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import type { Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { TestProject } from "vitest/node";
import { ensureEmbeddedDatabase } from "../../../app/embedded-postgres/embedded.server";
import { prepareDatabase } from "../../../app/adapters/migrations/migrate.server";

/** One server for the whole run, with one migrated database that each test file copies. */
export default async function startDatabase(project: TestProject) {
  const dataDir = mkdtempSync(join(tmpdir(), "comeback-test-"));
  clearUpWhenKilled(dataDir);
  const remove = () => rmSync(dataDir, { recursive: true, force: true });
  try {
    // What a test wrote need not survive a power cut.
    const settings = { fsync: "off", synchronous_commit: "off", full_page_writes: "off" };
    const server = await ensureEmbeddedDatabase({ dataDir, settings });
    await prepareDatabase(server.ownerUrl, server.appUrl);
    project.provide("templateOwnerUrl", server.ownerUrl);
    project.provide("templateAppUrl", server.appUrl);
    return async () => {
      await server.stop();
      remove();
    };
  } catch (error) {
    remove();
    throw error;
  }
}

function clearUpWhenKilled(dataDir: string): void {
  const script = fileURLToPath(new URL("./clear-up-database.mjs", import.meta.url));
  const watcher = spawn(process.execPath, [script, dataDir], { detached: true, stdio: ["pipe", "ignore", "ignore"] });
  watcher.unref();
  // Open for as long as this process lives, but no reason for it to live.
  (watcher.stdin as Socket).unref();
}
