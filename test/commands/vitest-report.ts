import { readFileSync } from "node:fs";
import { relative } from "node:path";

/** One failure, as it is told again at the end of a run. */
export interface Failure {
  readonly name: string;
  readonly message: string;
}

export interface Report {
  readonly passed: number;
  readonly skipped: number;
  readonly failures: readonly Failure[];
}

/** What vitest's JSON reporter writes, as far as it is read here. */
export interface VitestResults {
  readonly numPassedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly ancestorTitles: readonly string[];
      readonly title: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

const MESSAGE_LINES = 12;
const LINE_LENGTH = 500;

/** The results in `file`; a run that wrote none has no tests. */
export function readReport(file: string): Report {
  try {
    return reportOf(JSON.parse(readFileSync(file, "utf8")) as VitestResults);
  } catch {
    return { passed: 0, skipped: 0, failures: [] };
  }
}

export function reportOf(results: VitestResults): Report {
  return {
    passed: results.numPassedTests,
    skipped: results.numPendingTests + results.numTodoTests,
    failures: results.testResults.flatMap(failuresIn),
  };
}

function failuresIn({ name, status, message, assertionResults }: VitestResults["testResults"][number]): Failure[] {
  const file = relative(process.cwd(), name);
  const failed = assertionResults.filter((test) => test.status === "failed");
  // A file that does not even load has no failed test of its own.
  if (status === "failed" && failed.length === 0) return [{ name: file, message: firstLines(message) }];
  return failed.map(({ ancestorTitles, title, failureMessages }) => ({
    name: [file, ...ancestorTitles, title].filter(Boolean).join(" > "),
    message: firstLines(failureMessages.join("\n")),
  }));
}

/** The whole message stands in the output above; here it stays short, without the frames of the test runner. */
function firstLines(message: string): string {
  const lines = message
    .trimEnd()
    .split("\n")
    .filter((line) => !/^ +at .*(node_modules|node:internal)/.test(line))
    .map((line) => (line.length > LINE_LENGTH ? `${line.slice(0, LINE_LENGTH)} ...` : line));
  return (lines.length > MESSAGE_LINES ? [...lines.slice(0, MESSAGE_LINES), "..."] : lines).join("\n");
}
