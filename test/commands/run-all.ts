import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { readReport, type Failure, type Report } from "./vitest-report";

const HELP = `
Usage: npm test [-- part ...]

Runs every part to its end, names what failed, and says how many checks and tests passed and failed. Parts: types,
extension-types, lint, format, build, unit, contract, integration, e2e. Naming some runs only those.
`;

interface Outcome extends Report {
  readonly part: string;
  readonly seconds: number;
}

const node = process.execPath;

const CHECKS: Record<string, string[]> = {
  types: ["node_modules/typescript/bin/tsc", "--noEmit"],
  "extension-types": ["node_modules/typescript/bin/tsc", "--noEmit", "-p", "extensions/after-purchase"],
  lint: ["node_modules/eslint/bin/eslint.js", "."],
  format: ["node_modules/prettier/bin/prettier.cjs", "--check", "--log-level=warn", "."],
  build: ["setup.mjs", "build"],
};

const PROJECTS = ["unit", "contract", "integration", "e2e"];

const PARTS = [...Object.keys(CHECKS), ...PROJECTS];

function execute(args: string[]): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(node, args, { stdio: ["ignore", "inherit", "inherit"] });
    const stop = () => {
      child.kill("SIGTERM");
      child.once("exit", () => process.exit(1));
    };
    process.once("SIGTERM", stop);
    child.once("error", () => resolve(1));
    child.once("exit", (code) => {
      process.off("SIGTERM", stop);
      resolve(code ?? 1);
    });
  });
}

async function runCheck(part: string): Promise<Report> {
  const code = await execute(CHECKS[part] ?? []);
  return { passed: code === 0 ? 1 : 0, skipped: 0, failures: code === 0 ? [] : [{ name: "", message: "" }] };
}

const resultsFolder = mkdtempSync(join(tmpdir(), "comeback-results-"));
process.once("exit", () => rmSync(resultsFolder, { recursive: true, force: true }));

async function runProject(part: string): Promise<Report> {
  const file = join(resultsFolder, `${part}.json`);
  const code = await execute([
    "node_modules/vitest/vitest.mjs",
    "run",
    "--project",
    part,
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${file}`,
  ]);
  const report = readReport(file);
  // A run that ends badly without a failed test (a start that failed, an error outside tests) is a failure too.
  return code !== 0 && report.failures.length === 0
    ? { ...report, failures: [{ name: "", message: `ended with code ${code} outside its tests; its output says why` }] }
    : report;
}

const { values, positionals } = parseArgs({
  options: { help: { type: "boolean", short: "h" } },
  allowPositionals: true,
});
if (values.help) {
  process.stdout.write(HELP.trimStart());
  process.exit(0);
}
const unknown = positionals.find((part) => !PARTS.includes(part));
if (unknown !== undefined) {
  console.error(`There is no part "${unknown}"; the parts are ${PARTS.join(", ")}.`);
  process.exit(1);
}

const outcomes: Outcome[] = [];
for (const part of PARTS) {
  if (positionals.length > 0 && !positionals.includes(part)) continue;
  console.log(`\n--- ${part}`);
  const begin = performance.now();
  const report = await (PROJECTS.includes(part) ? runProject(part) : runCheck(part));
  outcomes.push({ part, ...report, seconds: (performance.now() - begin) / 1000 });
}

const line = (passed: number, failed: number, skipped: number) =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
console.log("\nSummary");
for (const { part, passed, failures, skipped, seconds } of outcomes) {
  console.log(`  ${part.padEnd(12)} ${line(passed, failures.length, skipped).padEnd(36)} ${seconds.toFixed(1)} s`);
}
for (const { part, failures } of outcomes) {
  for (const failure of failures) console.log(tell(part, failure));
}
const total = (count: (outcome: Outcome) => number) => outcomes.reduce((sum, outcome) => sum + count(outcome), 0);
const failed = total(({ failures }) => failures.length);
console.log(
  `\n${line(
    total(({ passed }) => passed),
    failed,
    total(({ skipped }) => skipped),
  )}`,
);
process.exitCode = failed > 0 ? 1 : 0;

function tell(part: string, { name, message }: Failure): string {
  const title = `\nFAILED ${[part, name].filter(Boolean).join(" > ")}`;
  return message === "" ? title : `${title}\n${message.replaceAll(/^/gm, "  ")}`;
}
