import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, inject, it } from "vitest";
import { startCommand } from "../../support/processes/command-process";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "comeback-report-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const DAYS = ["--shop", "nobody", "--from", "2026-01-01", "--to", "2026-01-31"];

async function report(args: string[], env: Record<string, string> = {}) {
  const { ended, output } = startCommand("app/commands/report.ts", args, env, folder);
  return { code: await ended, output: output() };
}

describe("npm run report", () => {
  it("needs a database and nothing of Shopify", async () => {
    expect(await report(DAYS, { DATABASE_URL: inject("templateAppUrl") })).toEqual({
      code: 1,
      output: "The app is not installed in nobody.myshopify.com.\n",
    });
  });

  it("makes no database where there is none, and says how to name one", async () => {
    const dataDir = join(folder, "shop");
    for (const [args, env] of [
      [[...DAYS, "--data-dir", dataDir], { DATABASE_URL: inject("templateAppUrl") }],
      [DAYS, { COMEBACK_DATA_DIR: dataDir }],
    ] as const) {
      expect(await report([...args], env)).toEqual({
        code: 1,
        output: `There is no database in ${dataDir}; name its folder with --data-dir or set DATABASE_URL.\n`,
      });
    }
    expect(readdirSync(folder)).toEqual([]);
  });
});
