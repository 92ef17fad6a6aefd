import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { parse } from "smol-toml";
import { afterEach, describe, expect, it } from "vitest";
import { z } from "zod";

const PROJECT = fileURLToPath(new URL("../..", import.meta.url));
const CLI = join(PROJECT, "node_modules/@shopify/cli/bin/run.js");

const BLOCK = "extensions/recommendations-theme/blocks/recommendations.liquid";
const extensionFile = z.object({ extensions: z.array(z.object({ handle: z.string() })).min(1) });

/**
 * What each script may weigh in a shopper's browser, in bytes of gzip, by its folder and name. Shopify takes 64 KB of a
 * UI extension.
 */
const MOST_BYTES: Readonly<Record<string, number>> = {
  "web-pixel/dist/web-pixel.js": 5_000,
  "after-purchase/dist/thank-you.js": 12_000,
  "after-purchase/dist/order-status.js": 12_000,
};

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** The app as Shopify's CLI sees it, in a folder of its own; our web build is not its business and is left out. */
function copyOfApp(): string {
  const folder = mkdtempSync(join(tmpdir(), "comeback-cli-"));
  folders.push(folder);
  for (const part of ["shopify.app.toml", "shopify.web.toml", "extensions"]) {
    cpSync(join(PROJECT, part), join(folder, "app", part), { recursive: true });
  }
  symlinkSync(join(PROJECT, "node_modules"), join(folder, "app/node_modules"));
  writeFileSync(join(folder, "app/package.json"), JSON.stringify({ name: "app", private: true }));
  for (const home of ["home", "tmp"]) mkdirSync(join(folder, home));
  return folder;
}

/** What `shopify app build` says, without an account, a network, or anything of this machine's user. */
function build(folder: string): Promise<{ exitCode: number; output: string }> {
  const env: NodeJS.ProcessEnv = {
    PATH: `${dirname(process.execPath)}:${process.env.PATH ?? ""}`,
    HOME: join(folder, "home"),
    TMPDIR: join(folder, "tmp"),
    NODE_ENV: "production",
    CI: "1",
    SHOPIFY_CLI_NO_ANALYTICS: "1",
    NO_COLOR: "1",
    // Nobody listens there: what it would fetch is refused at once.
    SHOPIFY_HTTP_PROXY: "http://127.0.0.1:9",
    SHOPIFY_HTTPS_PROXY: "http://127.0.0.1:9",
  };
  const args = [CLI, "app", "build", "--path", join(folder, "app"), "--skip-dependencies-installation"];
  return new Promise((resolve) => {
    const child = execFile(process.execPath, args, { cwd: folder, env }, (error, stdout, stderr) =>
      resolve({ exitCode: error === null ? 0 : Number(error.code ?? 1), output: stdout + stderr }),
    );
    child.stdin?.end();
  });
}

/** Everything Shopify has against the app. It ends with 0 although a block is broken or an extension passed over. */
async function complaints(folder: string): Promise<string[]> {
  const { exitCode, output } = await build(folder);
  const handles = readdirSync(join(PROJECT, "extensions")).flatMap((name) => {
    const file = readFileSync(join(PROJECT, "extensions", name, "shopify.extension.toml"), "utf8");
    return extensionFile.parse(parse(file)).extensions.map(({ handle }) => handle);
  });
  return [
    ...(exitCode === 0 ? [] : [output]),
    ...output.split("\n").filter((line) => line.includes("[error]")),
    ...handles.filter((handle) => !output.includes(`${handle} │`)).map((handle) => `${handle} was not built`),
  ];
}

describe("Shopify's own CLI", () => {
  it("builds the app and every extension of it, and their scripts are small", async () => {
    const folder = copyOfApp();
    expect(await complaints(folder)).toEqual([]);
    for (const [file, most] of Object.entries(MOST_BYTES)) {
      expect(gzipSync(readFileSync(join(folder, "app/extensions", file))).length, file).toBeLessThanOrEqual(most);
    }
  });

  it.each([
    ["a setting of another type", "shopify.app.toml", /embedded = true/, 'embedded = "yes"', "Value must be Boolean"],
    ["a text that is in no locale", BLOCK, "'recommendations.heading'", "'recommendations.head'", "TranslationKey"],
    [
      "an extension of a type it does not know",
      "extensions/recommendations-theme/shopify.extension.toml",
      'type = "theme"',
      'type = "them"',
      "recommendations-theme was not built",
    ],
    [
      "a pixel without its purposes",
      "extensions/web-pixel/shopify.extension.toml",
      "analytics = true",
      'analytics = "yes"',
      "Expected boolean",
    ],
    [
      "a block at a place that is none",
      "extensions/after-purchase/shopify.extension.toml",
      "purchase.thank-you.block.render",
      "purchase.thanks.block.render",
      "purchase.thanks.block.render",
    ],
  ])("would notice %s", async (_fault, file, right, wrong, complaint) => {
    const folder = copyOfApp();
    const path = join(folder, "app", file);
    const text = readFileSync(path, "utf8");
    const broken = text.replace(right, wrong);
    expect(broken).not.toBe(text);
    writeFileSync(path, broken);
    expect((await complaints(folder)).join("\n")).toContain(complaint);
  });
});
