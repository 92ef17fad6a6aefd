import { join } from "node:path";
import { expect, it } from "vitest";
import { reportOf, type VitestResults } from "./vitest-report";

type FileResult = VitestResults["testResults"][number];

const fileResult = (result: Partial<FileResult>): FileResult => ({
  name: join(process.cwd(), "app/sums.test.ts"),
  status: "passed",
  message: "",
  assertionResults: [],
  ...result,
});

const results = (testResults: FileResult[]): VitestResults => ({
  numPassedTests: 3,
  numPendingTests: 2,
  numTodoTests: 1,
  testResults,
});

it("counts what passed and what was left out", () => {
  expect(reportOf(results([fileResult({})]))).toEqual({ passed: 3, skipped: 3, failures: [] });
});

it("names a failed test by its file and titles, with the start of what it said", () => {
  const said = Array.from({ length: 40 }, (_, line) => `line ${line + 1}`);
  const assertionResults = [
    { ancestorTitles: ["", "sums"], title: "adds", status: "failed", failureMessages: [said.join("\n")] },
    { ancestorTitles: ["", "sums"], title: "subtracts", status: "passed", failureMessages: [] },
  ];
  expect(reportOf(results([fileResult({ status: "failed", assertionResults })])).failures).toEqual([
    { name: "app/sums.test.ts > sums > adds", message: [...said.slice(0, 12), "..."].join("\n") },
  ]);
});

it("leaves out the runner's frames and the ends of long lines", () => {
  const said = `expected ${"x".repeat(600)}\n    at sums.test.ts:3:1\n    at runTest (file:///node_modules/runner.js:1:1)`;
  const assertionResults = [{ ancestorTitles: [], title: "adds", status: "failed", failureMessages: [said] }];
  const [failure] = reportOf(results([fileResult({ status: "failed", assertionResults })])).failures;
  expect(failure?.message).toBe(`expected ${"x".repeat(491)} ...\n    at sums.test.ts:3:1`);
});

it("names a file that did not load", () => {
  const failed = fileResult({ status: "failed", message: "Cannot find module './gone'\n" });
  expect(reportOf(results([failed])).failures).toEqual([
    { name: "app/sums.test.ts", message: "Cannot find module './gone'" },
  ]);
});
