import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { generateShop } from "../../simulator/sample-shop/generate-shop";
import { runCommand } from "./run-command";

let root: string;
let folder: string;
let temporary: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "comeback-check-test-"));
  folder = join(root, "shop");
  temporary = join(root, "tmp");
  mkdirSync(temporary);
  // As any temporary folder is: the database server may run as another user.
  chmodSync(root, 0o755);
  generateShop({ orders: 150, seed: 3, endsAt: "2026-03-31", profile: "tokyo" }, folder);
  installIn(folder, INSTALLED_AT);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const INSTALLED_AT = "2026-04-01T00:00:00Z";
function installIn(of: string, installedAt: string): void {
  const path = join(of, "shop.json");
  writeFileSync(path, JSON.stringify({ ...(JSON.parse(readFileSync(path, "utf8")) as object), installedAt }));
}

const check = (...args: string[]) => runCommand("check", args, { ...process.env, TMPDIR: temporary });
const days = ["--from", "2025-12-15", "--to", "2026-02-10"];

describe("npm run check", () => {
  it("prints one JSON document with the range and its months, as of the installation, and leaves nothing behind", async () => {
    const command = check("--data", folder, ...days, "--by", "month", "--json");
    expect(await command.ended, command.stderr()).toBe(0);
    const report = JSON.parse(command.stdout());
    // It stands at the moment the folder says the app is installed.
    const readAt = Date.parse(report.metrics.orders.asOf as string);
    expect(readAt).toBeGreaterThan(Date.parse(INSTALLED_AT));
    expect(readAt).toBeLessThan(Date.parse(INSTALLED_AT) + 86_400_000);
    expect(Object.keys(report)).toEqual(["metrics", "tables", "months"]);
    expect(Object.keys(report.months)).toEqual(["2025-12", "2026-01", "2026-02"]);
    const orders = (metrics: Record<string, { value: number }>) => metrics["orders"]?.value ?? 0;
    const months: Record<string, { value: number }>[] = Object.values(report.months);
    expect(orders(report.metrics)).toBeGreaterThan(0);
    expect(months.map(orders).reduce((sum, count) => sum + count, 0)).toBe(orders(report.metrics));
    expect(readdirSync(temporary).filter((name) => name.startsWith("comeback-check-"))).toEqual([]);
  });

  it("refuses a folder that is installed before its last event", async () => {
    const early = join(root, "early");
    generateShop({ orders: 5, seed: 3, endsAt: "2026-03-31" }, early);
    installIn(early, "2024-06-01T00:00:00Z");
    const command = check("--data", early, ...days, "--json");
    expect(await command.ended).toBe(1);
    expect(command.stderr()).toMatch(/^shop\.json:1: installedAt 2024-06-01T00:00:00Z is before what \w+\.jsonl:\d+ /);
  });

  it("answers as of an earlier moment", async () => {
    const command = check("--data", folder, ...days, "--as-of", "2025-12-20", "--json");
    expect(await command.ended, command.stderr()).toBe(0);
    expect(JSON.parse(command.stdout()).metrics.orders.asOf).toBe("2025-12-19T15:00:00.000Z");
  });

  it("refuses a malformed folder in one sentence that names file and line", async () => {
    const bad = join(root, "bad");
    generateShop({ orders: 5, seed: 3, endsAt: "2026-03-31" }, bad);
    appendFileSync(join(bad, "orders.jsonl"), '{"id":1}\n');
    const command = check("--data", bad, ...days, "--json");
    expect(await command.ended).toBe(1);
    expect(command.stdout()).toBe("");
    expect(command.stderr()).toBe("orders.jsonl:6: name is missing.\n");
  });

  it.each([
    [["--from", "2026-02-30", "--to", "2026-03-01"], '--from: "2026-02-30" is not a calendar day like 2026-01-31.'],
    [["--from", "2026-03-02", "--to", "2026-03-01"], "--from 2026-03-02 lies after --to 2026-03-01."],
    [[...days, "--by", "week"], '--by knows month, not "week".'],
    [[...days, "--as-of", "soon"], '--as-of must be a time such as 2026-02-01T00:00:00Z or a day, not "soon".'],
    [days, "--data is missing: name the data folder to check."],
  ])("refuses %j", async (args, sentence) => {
    const command = check(...args);
    expect(await command.ended).toBe(1);
    expect(command.stderr()).toBe(`${sentence}\n`);
  });
});
