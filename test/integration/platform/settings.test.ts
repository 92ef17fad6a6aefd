import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, inject, it } from "vitest";
import { startCommand } from "../../support/processes/command-process";

const SHOPIFY = { SHOPIFY_API_KEY: "key", SHOPIFY_API_SECRET: "secret", SHOPIFY_APP_URL: "https://app.example.com" };

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "comeback-settings-"));
});

afterEach(() => rmSync(folder, { recursive: true }));

/** Runs a command in a folder of its own, with this settings file. */
async function run(command: string, file: string, env: Record<string, string> = {}, args: string[] = []) {
  writeFileSync(join(folder, ".env"), file);
  const { ended, output } = startCommand(`app/commands/${command}.ts`, args, env, folder);
  return { code: await ended, output: output() };
}

describe("a command with bad settings", () => {
  it.each([
    ["setup", "LOG_LEVEL=loud", {}, "LOG_LEVEL must be fatal, error, warn, info, debug, trace or silent."],
    [
      "setup",
      "this is broken",
      {},
      'The settings file .env holds a line that is not NAME=value; it begins with "this".',
    ],
    ["web", "PORT=abc", SHOPIFY, "PORT must be a whole number from 0 to 65535."],
    [
      "worker",
      "",
      { ...SHOPIFY, SHOPIFY_APP_URL: "nowhere" },
      "SHOPIFY_APP_URL must be an address such as https://comeback.example.com.",
    ],
    [
      "worker",
      "",
      { ...SHOPIFY, SHOPIFY_API_KEY: "" },
      "SHOPIFY_API_KEY is empty: copy .env.example to .env and fill it in.",
    ],
    [
      "setup",
      "DATABASE_URL=postgresql://a:b@127.0.0.1:1/c",
      {},
      "No PostgreSQL server answers at 127.0.0.1:1; start it or correct DATABASE_URL.",
    ],
    [
      "worker",
      "",
      SHOPIFY,
      "DATABASE_URL is not set: name a PostgreSQL server there, or set COMEBACK_EMBEDDED_DATABASE=1 to keep the data on this machine.",
    ],
  ])("%s ends with one sentence and a failure (%s)", async (command, file, env, sentence) => {
    expect(await run(command, file, env)).toEqual({ code: 1, output: `${sentence}\n` });
  });

  it("ends so as well on options it does not know", async () => {
    const { code, output } = await run("setup", "", {}, ["--nonsense"]);
    expect(code).toBe(1);
    expect(output).toMatch(/^Unknown option '--nonsense'[^\n]*\n$/);
  });

  it("still explains itself", async () => {
    const { code, output } = await run("worker", "LOG_LEVEL=loud", {}, ["--help"]);
    expect(code).toBe(0);
    expect(output).toMatch(/^Usage: npm run worker\n/);
  });
});

describe("the settings file", () => {
  it("fills in what the environment leaves open", async () => {
    const file = `DATABASE_URL='${inject("templateAppUrl")}'\nMIGRATION_DATABASE_URL=${inject("templateOwnerUrl")}\n# done\n`;
    expect(await run("setup", file)).toEqual({ code: 0, output: "The database is ready.\n" });
    expect((await run("setup", file, { MIGRATION_DATABASE_URL: "nonsense" })).code).toBe(1);
  });
});
