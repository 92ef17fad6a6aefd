import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { demoPorts, takenPort } from "../../simulator/commands/demo/ports";
import { freeBase } from "../../support/processes/free-ports";
import { BROWSER_HEADERS } from "../../simulator/commands/app/browser-headers";
import { startCommand } from "../../support/processes/command-process";
import { runCommand, type RunningCommand } from "./run-command";

const PROJECT = fileURLToPath(new URL("../../..", import.meta.url));
const READY = "Ctrl-C stops everything";
/** Two starts on a machine that does much else. */
const STARTS_MS = 900_000;
const STOP_MS = 15_000;

let dataDir: string;
const started: RunningCommand[] = [];
beforeAll(() => {
  execFileSync(process.execPath, ["setup.mjs", "build"], { cwd: PROJECT, stdio: "ignore" });
  dataDir = mkdtempSync(join(tmpdir(), "comeback-demo-test-"));
}, 300_000);
afterAll(async () => {
  for (const { child, ended } of started) {
    child.kill("SIGTERM");
    await ended;
  }
  rmSync(dataDir, { recursive: true, force: true });
}, 60_000);

function demo(...args: string[]): RunningCommand {
  const command = runCommand("demo", args, { ...process.env, COMEBACK_DATA_DIR: dataDir });
  started.push(command);
  return command;
}

describe("npm run demo", () => {
  it("starts, survives being killed, finds its data again, and ends with Ctrl-C", { timeout: STARTS_MS }, async () => {
    const base = await freeBase();
    const options = ["--orders", "120", "--seed", "5", "--port", String(base)];
    const first = demo(...options);
    await first.until(READY);
    expect(first.stdout()).toContain("Making a sample shop with 120 orders.");
    expect((await fetch(`http://localhost:${base}/store/morgenrot-coffee/apps/comeback`)).status).toBe(200);
    expect((await fetch(`http://localhost:${base + 1}`)).status).toBe(200);

    const beside = demo(...options);
    expect(await beside.ended).toBe(1);
    expect(beside.stderr()).toMatch(/^Port \d+ is already in use; .* --port \d+\.\n$/);

    first.child.kill("SIGKILL");
    await first.ended;
    const second = demo(...options);
    await second.until(READY);
    expect(second.stdout()).not.toContain("Making");

    const begin = performance.now();
    second.child.kill("SIGINT");
    expect(await second.ended, second.stderr()).toBe(0);
    expect(performance.now() - begin).toBeLessThan(STOP_MS);
    expect(await takenPort(Object.values(demoPorts(base)))).toBeNull();
  });

  it("stands at the day it is told", { timeout: STARTS_MS }, async () => {
    const base = await freeBase();
    const command = demo("--orders", "400", "--today", "2026-03-31", "--port", String(base));
    await command.until(READY);
    const framed = async (range: string) => {
      const path = `/store/morgenrot-coffee/apps/comeback/app?range=${range}`;
      const admin = await (await fetch(`http://localhost:${base}${path}`)).text();
      const frame = /<iframe[^>]* src="([^"]*)"/.exec(admin)?.[1]?.replaceAll("&amp;", "&") ?? "";
      return (await fetch(frame, { headers: BROWSER_HEADERS })).text();
    };
    expect(await framed("today")).toContain("Mar 31");
    const month = await framed("last_30_days");
    for (const day of ["Mar 1", "Mar 30"]) expect(month).toContain(day);
    const [, dataDir = ""] = /--data-dir (\S+)/.exec(command.stdout()) ?? [];
    const days = ["--from", "2026-03-01", "--to", "2026-03-30"];
    const report = startCommand(
      "app/commands/report.ts",
      ["--shop", "morgenrot-coffee", "--data-dir", dataDir, ...days, "--json"],
      {},
    );
    expect(await report.ended, report.output()).toBe(0);
    const { orders } = JSON.parse(report.output()) as { orders: { value: number; asOf: string } };
    expect(orders.asOf).toMatch(/^2026-03-31T/);
    expect(month).toContain(`${orders.value} orders`);
    command.child.kill("SIGINT");
    expect(await command.ended, command.stderr()).toBe(0);
  });

  it.each([
    [["--orders", "many"], '--orders must be a whole number from 1 to 50000000, not "many".'],
    [["--profile", "moon"], "--profile must be one of berlin, new-york, tokyo, kuwait, sydney."],
    [["--data", "/nowhere/at/all"], "There is no data folder /nowhere/at/all; name an existing one with --data."],
    [["--today", "2026-02-30"], /^--today must be a day such as \d{4}-\d\d-\d\d, not "2026-02-30"\.\n$/],
    [["--today", "9999-01-01"], /^--today 9999-01-01 has not come yet in Europe\/Berlin; name a day up to [\d-]+\.\n$/],
  ])("refuses %j", async (args, sentence) => {
    const command = demo(...args);
    expect(await command.ended).toBe(2);
    if (typeof sentence === "string") expect(command.stderr()).toBe(`${sentence}\n`);
    else expect(command.stderr()).toMatch(sentence);
  });
});
