import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { appCredentials, dataFolderKey, demoFolder } from "./demo-folder";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "comeback-demo-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe("demoFolder", () => {
  it("is the same for the same options and another for others", () => {
    expect(demoFolder(root, { orders: 10, seed: 1 }).path).toBe(demoFolder(root, { orders: 10, seed: 1 }).path);
    expect(demoFolder(root, { orders: 10, seed: 2 }).path).not.toBe(demoFolder(root, { orders: 10, seed: 1 }).path);
  });

  it("remembers a demo that was killed, and knows one that runs", () => {
    const folder = demoFolder(root, { seed: 1 });
    expect(folder.wasLeftInDisorder()).toBe(false);
    folder.enter();
    expect(folder.wasLeftInDisorder()).toBe(false);
    const { pid } = spawnSync(process.execPath, ["--version"]);
    writeFileSync(join(folder.path, "running"), String(pid));
    expect(folder.wasLeftInDisorder()).toBe(true);
    folder.leave();
    expect(folder.wasLeftInDisorder()).toBe(false);
  });

  it("lets one demo in at a time, and is not fooled by another process with its number", async () => {
    const script = join(root, "demo.ts");
    writeFileSync(script, "process.stdout.write('up'); setInterval(() => {}, 1000);");
    const folder = demoFolder(root, { seed: 1 });
    for (const [argument, isRefused] of [
      [script, true],
      ["-e", false],
    ] as const) {
      const other = spawn(process.execPath, argument === "-e" ? ["-e", readFileSync(script, "utf8")] : [argument]);
      await once(other.stdout, "data");
      writeFileSync(join(folder.path, "running"), String(other.pid));
      if (isRefused) expect(() => folder.enter()).toThrow(`This demo runs already (process ${other.pid});`);
      else expect(() => folder.enter()).not.toThrow();
      other.kill("SIGKILL");
      await once(other, "exit");
      folder.enter();
    }
  });

  it("says in a sentence where nothing can be written", () => {
    writeFileSync(join(root, "file"), "");
    expect(() => demoFolder(join(root, "file", "below"), { seed: 1 })).toThrow(
      /^The data folder .* cannot be written to;/,
    );
  });

  it("keeps the app's credentials", () => {
    const folder = demoFolder(root, { seed: 1 });
    expect(appCredentials(folder)).toEqual(appCredentials(folder));
  });
});

describe("dataFolderKey", () => {
  it("changes with the files of the folder", () => {
    writeFileSync(join(root, "orders.jsonl"), "");
    const before = dataFolderKey(root);
    expect(dataFolderKey(root)).toBe(before);
    writeFileSync(join(root, "orders.jsonl"), "{}");
    expect(dataFolderKey(root)).not.toBe(before);
  });

  it("says that a folder is not there", () => {
    expect(() => dataFolderKey(join(root, "nowhere"))).toThrow("There is no data folder");
    writeFileSync(join(root, "shop.json"), "{}");
    expect(() => dataFolderKey(join(root, "shop.json"))).toThrow("There is no data folder");
  });
});
