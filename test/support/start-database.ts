import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { ensureEmbeddedDatabase } from "../../app/adapters/db/embedded.server";
import { prepareDatabase } from "../../app/adapters/db/migrate.server";

/** One server for the whole run, with one migrated database that each test file copies. */
export default async function startDatabase(project: TestProject) {
  const dataDir = mkdtempSync(join(tmpdir(), "comeback-test-"));
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
