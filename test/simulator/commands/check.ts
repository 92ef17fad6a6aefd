import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { ensureEmbeddedDatabase } from "~/embedded-postgres/embedded.server";
import { runCommand, untilStopped } from "~/commands/command-line";
import { frameUrl } from "../admin/frame-url";
import { parseDay } from "../sample-shop/calendar";
import { startSimulator } from "../server";
import { appEnvironment } from "./app/app-environment";
import { spawnApp, stopProcess } from "./app/app-process";
import type { CheckAnswer, CheckRange, CheckRequest, Report } from "./check/check-protocol";
import { fillShopify } from "./fill/fill";
import { newCredentials } from "./demo/demo-folder";
import { monthsOf } from "./check/months";
import { clockAhead, clockAt, moveDatabaseClock } from "./app/moved-clock";
import { reportTable } from "./check/report-table";

/** Never connected to: the check asks the app directly. */
const APP_URL = "https://comeback.example";

await runCommand({
  help: `
Usage: npm run check -- --data DIR --from DAY --to DAY [--by month] [--as-of TIME] [--json]

Loads a data folder into a simulated Shopify, installs the app there with an empty database, imports everything and
prints the report. The app is installed when the folder's shop.json says ("installedAt"), and every clock stands there;
else it is installed now. Nothing is kept.

  --data DIR     folder with shop.json, products.jsonl, orders.jsonl and, where wanted, customers.jsonl, checkouts.jsonl,
                 events.jsonl, stock.jsonl
  --from DAY     first day of the report, such as 2026-01-01, in the shop's time zone
  --to DAY       last day, included
  --by month     also one report for every calendar month of the range
  --as-of TIME   what was known at that time, such as 2026-02-01T00:00:00Z, or at the start of a day (default: the moment
                 after the import)
  --json         print JSON and nothing else (default: a table)
`,
  options: {
    data: { type: "string" },
    from: { type: "string" },
    to: { type: "string" },
    by: { type: "string" },
    "as-of": { type: "string" },
    json: { type: "boolean", default: false },
  },
  async run(values) {
    const range = { from: dayOf("--from", values.from), to: dayOf("--to", values.to) };
    if (range.from > range.to) throw new Error(`--from ${range.from} lies after --to ${range.to}.`);
    if (values.by !== undefined && values.by !== "month") throw new Error(`--by knows month, not "${values.by}".`);
    const months = values.by === "month" ? monthsOf(range) : [];
    const asOf = values["as-of"] ?? null;
    if (asOf !== null && !isMoment(asOf)) {
      throw new Error(`--as-of must be a time such as 2026-02-01T00:00:00Z or a day, not "${asOf}".`);
    }
    if (values.data === undefined) throw new Error("--data is missing: name the data folder to check.");

    const [whole, ...parts] = await check(resolve(values.data), [range, ...months], asOf);
    if (whole === undefined) throw new Error("The app gave no report.");
    const byMonth = months.map(({ month }, index) => [month, parts[index]?.metrics] as const);
    const result = { ...whole, ...(months.length > 0 && { months: Object.fromEntries(byMonth) }) };
    process.stdout.write(values.json ? `${JSON.stringify(result, null, 1)}\n` : reportTable(range, whole, byMonth));
  },
});

/** A day stands for its first moment; a time says its offset, because the shop's is not the reader's. */
function isMoment(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}(T.*(Z|[+-]\d{2}:\d{2}))?$/.test(text) && !Number.isNaN(Date.parse(text));
}

function dayOf(option: string, value: string | undefined): string {
  if (value === undefined) throw new Error(`${option} is missing: name a day such as 2026-01-31.`);
  try {
    parseDay(value);
  } catch (error) {
    throw new Error(`${option}: ${(error as Error).message}.`, { cause: error });
  }
  return value;
}

/** Installs, imports and reports in a database and a Shopify made for this and removed again. */
async function check(data: string, ranges: readonly CheckRange[], asOf: string | null): Promise<readonly Report[]> {
  const folder = mkdtempSync(join(tmpdir(), "comeback-check-"));
  const credentials = newCredentials();
  const undo: (() => unknown)[] = [() => rmSync(folder, { recursive: true, force: true })];
  const undoAll = async () => {
    for (let step = undo.pop(); step !== undefined; step = undo.pop()) await step();
  };

  const stopping = new AbortController();
  const work = async () => {
    const shopify = { dataDir: join(folder, "shopify"), ...credentials };
    const source = { kind: "folder", directory: data, standsAt: null } as const;
    const { domain, installedAt, counts } = await fillShopify({ ...shopify, source }, console.error, stopping.signal);
    console.error(
      `Loaded ${Object.entries(counts)
        .map(([kind, count]) => `${count} ${kind}`)
        .join(", ")}.`,
    );
    // Shopify and the app stand at the moment the folder names, and go on from there.
    const clock = installedAt === null ? clockAhead(0) : clockAt(installedAt);
    const simulator = await startSimulator({ ...shopify, clock: clock.now });
    undo.push(() => simulator.close());
    simulator.shop(domain).install();

    const dataDir = join(folder, "app");
    // Nothing here needs to survive a power cut.
    const settings = { fsync: "off", synchronous_commit: "off", full_page_writes: "off" };
    const database = await ensureEmbeddedDatabase({ dataDir, settings });
    undo.push(() => database.stop());
    await moveDatabaseClock(database.ownerUrl, clock);

    const env = appEnvironment({ simulatorUrl: simulator.url, appUrl: APP_URL, dataDir, ...credentials });
    const app = spawnApp(
      "test/simulator/commands/check/check-app.ts",
      { LOG_LEVEL: process.env["LOG_LEVEL"] ?? "warn", ...clock.environment, ...env },
      2,
    );
    undo.push(() => stopProcess(app));
    const page = await frameUrl(
      { appUrl: APP_URL, sessionToken: simulator.sessionToken },
      domain,
      "/app",
      new URLSearchParams(),
    );
    return ask(app, { shop: domain, data, appPage: page, ranges, asOf });
  };

  const working = work();
  const stopped = untilStopped().then(() => {
    throw new Error("Stopped before the check was done.");
  });
  try {
    return await Promise.race([working, stopped]);
  } finally {
    stopping.abort();
    await undoAll();
    // What was being started when the check was stopped goes as well.
    await working.catch(() => {});
    await undoAll();
  }
}

/** Sends the request and waits for the reports. */
async function ask(app: ChildProcess, request: CheckRequest): Promise<readonly Report[]> {
  const answered = new Promise<readonly Report[]>((resolve, reject) => {
    app.on("message", (answer: CheckAnswer) => {
      if (answer.kind === "progress") console.error(answer.message);
      else if (answer.kind === "failed") reject(new Error(answer.message));
      else resolve(answer.reports);
    });
    app.once("exit", (code, signal) =>
      reject(new Error(`The app ended before it reported (${signal ?? `exit code ${code}`}).`)),
    );
    app.once("error", reject);
  });
  app.send(request);
  const reports = await answered;
  if (app.exitCode === null && app.signalCode === null) await once(app, "exit");
  return reports;
}
