import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { openDatabase } from "~/adapters/db/connect/client.server";
import { ensureEmbeddedDatabase, type EmbeddedDatabase } from "~/embedded-postgres/embedded.server";
import { prepareDatabase } from "~/adapters/migrations/migrate.server";
import { isAlive, readRunningServer } from "~/embedded-postgres/server-process.server";
import { withDirectory } from "~/adapters/db/connect/tenant.server";
import { DatabaseUnavailable } from "~/adapters/db/connect/unavailable";
import { startCommand, type CommandProcess } from "../../support/processes/command-process";

const folders: string[] = [];
const serverPids = new Set<number>();
const processes: CommandProcess[] = [];

function newFolder(parent = tmpdir(), prefix = "comeback-embedded-"): string {
  const folder = mkdtempSync(join(parent, prefix));
  folders.push(folder);
  return folder;
}

let template: string;

beforeAll(async () => {
  template = mkdtempSync(join(tmpdir(), "comeback-template-"));
  const database = await ensureEmbeddedDatabase({ dataDir: template });
  await database.stop();
});

afterAll(() => rmSync(template, { recursive: true, force: true }));

/** A data folder with a cluster that was made before: making one anew takes most of a test's time. */
function usedFolder(): string {
  const folder = newFolder();
  // Keeps owners, which Node's own copying does not.
  execFileSync("cp", ["-a", join(template, "postgres"), folder]);
  return folder;
}

async function open(dataDir: string, options: { port?: number } = {}): Promise<EmbeddedDatabase> {
  const database = await ensureEmbeddedDatabase({ dataDir, settings: { fsync: "off" }, ...options });
  serverPids.add(database.serverPid);
  return database;
}

/** The same in a process of its own, which can be killed. */
async function openElsewhere(dataDir: string, port = 0) {
  const holder = startCommand("test/integration/platform/processes/hold-database.ts", [dataDir, String(port)]);
  processes.push(holder);
  const [line] = await holder.saw(/\{.*\}/);
  const database = JSON.parse(line) as Pick<EmbeddedDatabase, "ownerUrl" | "serverPid">;
  serverPids.add(database.serverPid);
  return { ...database, holder };
}

async function query<Row extends object>(url: string, text: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
}

const gone = (pid: number) => vi.waitFor(() => expect(isAlive(pid)).toBe(false), { timeout: 10_000, interval: 25 });

afterEach(async () => {
  for (const { kill } of processes.splice(0)) await kill("SIGKILL");
  for (const pid of serverPids) if (isAlive(pid)) process.kill(pid, "SIGINT");
  for (const pid of serverPids) await gone(pid);
  serverPids.clear();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

describe("the embedded database", () => {
  it("keeps what was stored over a stop and a start, and leaves no process behind", async () => {
    const dataDir = newFolder();
    const first = await open(dataDir);
    await query(first.ownerUrl, "CREATE TABLE kept AS SELECT 7 AS n");
    await first.stop();
    expect(isAlive(first.serverPid)).toBe(false);
    const second = await open(dataDir);
    expect(await query(second.ownerUrl, "SELECT n FROM kept")).toEqual([{ n: 7 }]);
    await second.stop();
    expect(readdirSync(dataDir)).toEqual(["postgres"]);
  });

  it("D3: is attached to when the process that started it was killed", async () => {
    const dataDir = usedFolder();
    const { holder, serverPid, ownerUrl } = await openElsewhere(dataDir);
    await query(ownerUrl, "CREATE TABLE kept AS SELECT 7 AS n");
    await holder.kill("SIGKILL");
    const next = await open(dataDir);
    expect(next.serverPid).toBe(serverPid);
    expect(await query(next.ownerUrl, "SELECT n FROM kept")).toEqual([{ n: 7 }]);
    await next.stop();
    expect(isAlive(serverPid)).toBe(false);
  });

  it("D4: starts again at once after its server was killed, and loses nothing that was committed", async () => {
    const dataDir = usedFolder();
    const { holder, serverPid, ownerUrl } = await openElsewhere(dataDir);
    await query(ownerUrl, "CREATE TABLE kept AS SELECT 7 AS n");
    process.kill(serverPid, "SIGKILL");
    await holder.kill("SIGKILL");
    const begin = performance.now();
    const next = await open(dataDir);
    expect(performance.now() - begin).toBeLessThan(20_000);
    expect(next.serverPid).not.toBe(serverPid);
    expect(await query(next.ownerUrl, "SELECT n FROM kept")).toEqual([{ n: 7 }]);
    await next.stop();
  });

  it("D4: is brought back on the same port under a process that goes on", async () => {
    const database = await open(usedFolder());
    const killed = database.serverPid;
    process.kill(killed, "SIGKILL");
    await vi.waitFor(async () => expect(await query(database.ownerUrl, "SELECT 1 AS n")).toEqual([{ n: 1 }]), {
      timeout: 20_000,
      interval: 100,
    });
    await vi.waitFor(() => expect(database.serverPid).not.toBe(killed), { timeout: 5_000 });
    serverPids.add(database.serverPid);
    await database.stop();
    expect(isAlive(database.serverPid)).toBe(false);
  });

  it("D4: is brought back however often that fails: its volume is away, then its port is taken", async () => {
    const dataDir = usedFolder();
    const database = await open(dataDir);
    renameSync(join(dataDir, "postgres"), join(dataDir, "away"));
    process.kill(database.serverPid, "SIGKILL");
    await gone(database.serverPid);
    await expect(query(database.ownerUrl, "SELECT 1 AS n")).rejects.toThrow();
    const port = Number(new URL(database.ownerUrl).port);
    const stranger = createServer();
    await new Promise<void>((resolve) => stranger.listen(port, "127.0.0.1", resolve));
    renameSync(join(dataDir, "away"), join(dataDir, "postgres"));
    // On another port it would be of no use to this process, and in the way of a server that is.
    const elsewhere = vi.waitFor(
      () => expect(readRunningServer(join(dataDir, "postgres", "data"))).not.toBeNull(),
      2_500,
    );
    await expect(elsewhere).rejects.toThrow();
    await new Promise((resolve) => stranger.close(resolve));
    await vi.waitFor(async () => expect(await query(database.ownerUrl, "SELECT 1 AS n")).toEqual([{ n: 1 }]), {
      timeout: 20_000,
      interval: 100,
    });
    serverPids.add(database.serverPid);
    await database.stop();
  });

  it("D2: is away for a moment and then there again for a pool that was in use", async () => {
    const database = await open(usedFolder());
    const db = openDatabase(database.ownerUrl);
    const ask = () => withDirectory(db, async (tx) => (await tx.query("SELECT 1 AS n")).rows);
    try {
      const interrupted = withDirectory(db, async (tx) => {
        process.kill(database.serverPid, "SIGKILL");
        await tx.query("SELECT pg_sleep(30)");
      });
      await expect(interrupted).rejects.toThrow(DatabaseUnavailable);
      await vi.waitFor(async () => expect(await ask()).toEqual([{ n: 1 }]), { timeout: 20_000, interval: 100 });
    } finally {
      await db.close();
    }
    serverPids.add(database.serverPid);
    await database.stop();
  });

  it("D4: takes no notice of a process id that now belongs to somebody else", async () => {
    const dataDir = usedFolder();
    const { holder, serverPid } = await openElsewhere(dataDir);
    process.kill(serverPid, "SIGKILL");
    await holder.kill("SIGKILL");
    await gone(serverPid);
    const pidFile = join(dataDir, "postgres", "data", "postmaster.pid");
    writeFileSync(pidFile, `${process.pid}\n/elsewhere\n1\n5432\n\n127.0.0.1\n`);
    const next = await open(dataDir);
    expect(await query(next.ownerUrl, "SELECT 1 AS n")).toEqual([{ n: 1 }]);
    await next.stop();
  });

  it("D7: is shared by all processes on one folder, and stopped by the last", async () => {
    const dataDir = newFolder();
    const all = await Promise.all([openElsewhere(dataDir), openElsewhere(dataDir), openElsewhere(dataDir)]);
    const [first, second, third] = all;
    expect(new Set(all.map(({ serverPid }) => serverPid)).size).toBe(1);
    expect(await first?.holder.kill("SIGTERM")).toBe(0);
    expect(await query(second?.ownerUrl ?? "", "SELECT 1 AS n")).toEqual([{ n: 1 }]);
    // The last two leave at the same moment: one of them must still see that it is the last.
    expect(await Promise.all([second?.holder.kill("SIGTERM"), third?.holder.kill("SIGTERM")])).toEqual([0, 0]);
    await gone(first?.serverPid ?? 0);
    expect(readdirSync(dataDir)).toEqual(["postgres"]);
  });

  it("D6: takes another port when the wanted one is taken", async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const address = other.address();
    const port = typeof address === "object" && address ? address.port : 0;
    const database = await open(usedFolder(), { port });
    expect(new URL(database.ownerUrl).port).not.toBe(String(port));
    expect(await query(database.ownerUrl, "SELECT 1 AS n")).toEqual([{ n: 1 }]);
    await database.stop();
    other.close();
  });

  it("D6: works in a folder with spaces, quotes and letters of other alphabets", async () => {
    const dataDir = join(newFolder(), "Süd & 'Söhne' データ");
    const database = await open(dataDir);
    await prepareDatabase(database.ownerUrl, database.appUrl);
    expect(await query(database.appUrl, "SELECT FROM shop")).toEqual([]);
    await database.stop();
  });

  it.runIf(process.getuid?.() === 0)("D6: works as root below a folder that is closed to everybody else", async () => {
    const closed = newFolder();
    const dataDir = join(closed, "data");
    mkdirSync(dataDir, { mode: 0o700 });
    const database = await open(dataDir);
    expect(await query(database.ownerUrl, "SELECT 1 AS n")).toEqual([{ n: 1 }]);
    await database.stop();
    const again = await open(dataDir);
    await again.stop();
  });

  it.runIf(process.getuid?.() === 0)("D6: runs under an account that is there, and makes none, as root", async () => {
    const bin = newFolder();
    const script = (name: string, text: string) =>
      writeFileSync(join(bin, name), `#!/bin/sh\n${text}`, { mode: 0o755 });
    for (const name of ["useradd", "adduser"]) script(name, `touch ${join(bin, "made")}`);
    const start = (dataDir: string) => {
      const env = { PATH: `${bin}:${process.env.PATH}` };
      const holder = startCommand("test/integration/platform/processes/hold-database.ts", [dataDir], env);
      processes.push(holder);
      return holder;
    };

    script("id", `[ "$2" = nobody ] && echo 65534`);
    const dataDir = newFolder();
    const holder = start(dataDir);
    await holder.saw(/\{.*\}/);
    expect(statSync(join(dataDir, "postgres", "data")).uid).toBe(65_534);
    await holder.kill("SIGTERM");

    script("id", "exit 1");
    const refused = start(newFolder());
    expect(await refused.ended).toBe(1);
    expect(refused.output()).toBe(
      "PostgreSQL refuses to run as root, and this machine has no user postgres or nobody to run it as; start as another user or set DATABASE_URL.\n",
    );
    expect(readdirSync(bin)).not.toContain("made");
  });

  it("D6: says in one sentence that a folder cannot be written to", async () => {
    const file = join(newFolder(), "a-file");
    writeFileSync(file, "");
    for (const folder of [join(file, "data"), "/proc/comeback/data"]) {
      await expect(open(folder)).rejects.toThrow(
        /^The data folder .* cannot be written to; name another one in COMEBACK_DATA_DIR\.$/,
      );
    }
  });

  it("D6: refuses a cluster of another version and touches nothing in it", async () => {
    const dataDir = newFolder();
    const data = join(dataDir, "postgres", "data");
    mkdirSync(data, { recursive: true });
    writeFileSync(join(data, "PG_VERSION"), "15\n");
    await expect(open(dataDir)).rejects.toThrow(/was made by PostgreSQL 15 and this app needs 18; nothing was deleted/);
    expect(readdirSync(data)).toEqual(["PG_VERSION"]);
  });

  it("does without a restart what a creation killed half-way left behind", async () => {
    const dataDir = newFolder();
    // No process has this id: it is above what the system hands out.
    mkdirSync(join(dataDir, ".new-99999999-left", "data"), { recursive: true });
    const database = await open(dataDir);
    await database.stop();
    expect(readdirSync(dataDir)).toEqual(["postgres"]);
  });

  it("keeps its passwords to its owner", async () => {
    const dataDir = usedFolder();
    const database = await open(dataDir);

    expect(statSync(join(dataDir, "postgres", "credentials.json")).mode & 0o077).toBe(0);
    const guess = new URL(database.ownerUrl);
    guess.password = "postgres";
    await expect(query(guess.href, "SELECT 1")).rejects.toThrow(/password authentication failed/);
    await database.stop();
  });
});
