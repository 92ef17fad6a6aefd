import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it, type TestContext } from "vitest";
import { openDatabase, type Database } from "~/adapters/db/connect/client.server";
import { ensureEmbeddedDatabase, type EmbeddedDatabase } from "~/embedded-postgres/embedded.server";
import { isAlive } from "~/embedded-postgres/server-process.server";
import { withDirectory } from "~/adapters/db/connect/tenant.server";
import { DatabaseUnavailable } from "~/adapters/db/connect/unavailable";

/** More than the database asks to be free at its first start. */
const WHOLE = "1200m";
const AWAY_MS = 20_000;

let folder: string | undefined;
let database: EmbeddedDatabase | undefined;
let db: Database | undefined;

afterEach(async () => {
  await db?.close();
  await database?.stop();
  if (folder !== undefined) {
    spawnSync("umount", ["-l", folder]);
    rmSync(folder, { recursive: true, force: true });
  }
  db = database = folder = undefined;
});

/** A file system of its own, in memory, whose size can be changed while it is in use. */
function mountFolder(context: TestContext): string {
  folder = mkdtempSync(join(tmpdir(), "comeback-disk-"));
  const { status, error } = spawnSync("mount", ["-t", "tmpfs", "-o", `size=${WHOLE},mode=755`, "tmpfs", folder]);
  if (status !== 0) context.skip(`no file system can be mounted here${error ? `: ${error.message}` : ""}`);
  return folder;
}

function resize(path: string, size: string): void {
  const { status, stderr } = spawnSync("mount", ["-o", `remount,size=${size}`, path], { encoding: "utf8" });
  if (status !== 0) throw new Error(`The file system in ${path} cannot be resized: ${stderr}`);
}

/** Leaves no room beyond what is used, and a page. */
function fill(path: string): void {
  const { blocks, bfree, bsize } = statfsSync(path);
  resize(path, String((blocks - bfree + 1) * bsize));
}

describe("the embedded database on a full disk", () => {
  it("D5: is away for now, and back by itself with all that was committed once there is room again", async (context) => {
    const dataDir = mountFolder(context);
    database = await ensureEmbeddedDatabase({ dataDir });
    const { serverPid, ownerUrl } = database;
    const pool = (db = openDatabase(ownerUrl, { queryTimeoutMs: 5_000 }));
    const run = (statement: string) => withDirectory(pool, (tx) => tx.query(statement));
    const write = (key: number) =>
      run(`INSERT INTO kept SELECT ${key}, string_agg(md5(random()::text), '') FROM generate_series(1, 30000)`);
    const keys = async () => {
      const { rows } = await withDirectory(pool, (tx) =>
        tx.query<{ key: number }>("SELECT key FROM kept ORDER BY key"),
      );
      return rows.map(({ key }) => key);
    };
    await run("CREATE TABLE kept (key int, text text)");
    await write(1);
    fill(dataDir);

    // No room for a table: what would write to it is refused. No room for the log: the server has to give up.
    await expect(write(2)).rejects.toThrow(DatabaseUnavailable);
    expect(await keys()).toEqual([1]);
    for (let count = 0; count < 64 && isAlive(serverPid); count++) {
      await run("SELECT pg_logical_emit_message(true, 'fill', repeat('x', 1000000))").catch(() => {});
    }
    await expect.poll(() => isAlive(serverPid)).toBe(false);
    await expect(keys()).rejects.toThrow(DatabaseUnavailable);

    resize(dataDir, WHOLE);
    await expect.poll(keys, { timeout: AWAY_MS, interval: 100 }).toEqual([1]);
    await write(3);
    expect(await keys()).toEqual([1, 3]);
  });
});
