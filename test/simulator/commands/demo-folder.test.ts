import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
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
  });
});
