import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const SETUP = fileURLToPath(new URL("../../../setup.mjs", import.meta.url));

it.each([["--help"], ["build", "--help"], ["build", "-h"]])("node setup.mjs %s %s explains itself", (...args) => {
  const output = execFileSync(process.execPath, [SETUP, ...args], { encoding: "utf8" });
  expect(output).toMatch(/^Usage: node setup\.mjs demo\|/);
});

it.each(["demo", "check"])("node setup.mjs %s --help is the command's own", (name) => {
  expect(execFileSync(process.execPath, [SETUP, name, "--help"], { encoding: "utf8" })).toMatch(/^Usage: npm /);
});
