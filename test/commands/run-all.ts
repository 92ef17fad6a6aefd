import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";

const HELP = `
Usage: npm test [-- part ...]

Runs every part to its end and says how many checks and tests passed and failed. Parts: types, lint, format, build,
unit, contract, integration, e2e. Naming some runs only those.
`;

interface Outcome {
  readonly part: string;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly seconds: number;
}

type Counts = Pick<Outcome, "passed" | "failed" | "skipped">;

const node = process.execPath;

const CHECKS: Record<string, string[]> = {
  types: ["node_modules/typescript/bin/tsc", "--noEmit"],
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

async function runCheck(part: string): Promise<Counts> {
  const code = await execute(CHECKS[part] ?? []);
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
}

const resultsFolder = mkdtempSync(join(tmpdir(), "comeback-results-"));
process.once("exit", () => rmSync(resultsFolder, { recursive: true, force: true }));

async function runProject(part: string): Promise<Counts> {
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
  const counts = readCounts(file);
  // A run that ends badly without a failed test (a start that failed, an error outside tests) is a failure too.
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

interface VitestResults {
  numPassedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: { status: string; assertionResults: { status: string }[] }[];
}

function readCounts(file: string): Counts {
  try {
    const results = JSON.parse(readFileSync(file, "utf8")) as VitestResults;
    const failed = results.testResults.reduce((total, { status, assertionResults }) => {
      const inFile = assertionResults.filter((test) => test.status === "failed").length;
      // A file that does not even load has no failed test of its own.
      return total + (status === "failed" && inFile === 0 ? 1 : inFile);
    }, 0);
    return { passed: results.numPassedTests, failed, skipped: results.numPendingTests + results.numTodoTests };
  } catch {
    return { passed: 0, failed: 0, skipped: 0 };
  }
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
  const counts = await (PROJECTS.includes(part) ? runProject(part) : runCheck(part));
  outcomes.push({ part, ...counts, seconds: (performance.now() - begin) / 1000 });
}

const total = (key: keyof Counts) => outcomes.reduce((sum, outcome) => sum + outcome[key], 0);
const line = ({ passed, failed, skipped }: Counts) =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
console.log("\nSummary");
for (const { part, seconds, ...counts } of outcomes) {
  console.log(`  ${part.padEnd(12)} ${line(counts).padEnd(36)} ${seconds.toFixed(1)} s`);
}
console.log(`\n${line({ passed: total("passed"), failed: total("failed"), skipped: total("skipped") })}`);
process.exitCode = total("failed") > 0 ? 1 : 0;
