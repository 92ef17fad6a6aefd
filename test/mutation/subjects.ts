import { existsSync, globSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "~/process/project-root.server";
import { type Mutant, mutantsOf } from "./mutants";
import { sqlMutantsOf } from "./sql-mutants";

/** Files that are given faults of one kind, and the tests that should notice. */
interface Subject {
  /** A pattern. */
  readonly files: string;
  readonly faultsOf: (file: string, text: string) => Mutant[];
  /** Files of integration tests, those first that are the quickest to notice; null for the unit tests that import the file. */
  readonly nearestTests: readonly string[] | null;
}

const pure = (folder: string): Subject => ({
  files: `app/domain/${folder}/**/*.ts`,
  faultsOf: mutantsOf,
  nearestTests: null,
});

const stored = (files: string, nearestTests: readonly string[]): Subject => ({
  files: `app/adapters/db/${files}`,
  faultsOf: sqlMutantsOf,
  nearestTests: nearestTests.map((path) => `test/integration/${path}`),
});

/** Code whose every line decides a number of a page or the report, the list behind it, a forecast, goal or list. */
const SUBJECTS: readonly Subject[] = [
  ...["clv", "goals", "groups", "metrics", "orders", "recommendations", "time"].map(pure),
  stored("inbox/*.ts", [
    "ingest/inbox.test.ts",
    "ingest/webhooks.test.ts",
    "ingest/lifecycle.test.ts",
    "ingest/unreadable-orders.test.ts",
    "ingest/personal-data.test.ts",
    "ingest/import.test.ts",
  ]),
  stored("ledger/*.ts", [
    "rollups/apply-batch.test.ts",
    "rollups/customers.test.ts",
    "rollups/checkouts.test.ts",
    "rollups/unreadable-batch.test.ts",
    "rollups/purchase-numbers.test.ts",
    "rollups/exactness.test.ts",
    "report/groups.test.ts",
    "report/segments.test.ts",
    "ingest/journeys.test.ts",
    "ingest/checkouts.test.ts",
    "ingest/personal-data.test.ts",
  ]),
  stored("sql/*.ts", [
    "rollups/amount-bucket.test.ts",
    "rollups/sum-of-squares.test.ts",
    "report/segments.test.ts",
    "explain/list-equals-number.test.ts",
  ]),
  stored("totals/part-of-day.server.ts", ["rollups/part-of-day.test.ts"]),
];

export interface SubjectFile extends Pick<Subject, "faultsOf" | "nearestTests"> {
  readonly file: string;
}

/**
 * Every file whose path contains `only`.
 *
 * @throws {Error} where files or tests have moved, which nothing else would say.
 */
export function subjectFiles(only = ""): SubjectFile[] {
  return SUBJECTS.flatMap(({ files, ...subject }) => {
    const found = globSync(files, { cwd: projectRoot });
    for (const path of [...(found.length === 0 ? [files] : []), ...(subject.nearestTests ?? [])]) {
      if (!existsSync(join(projectRoot, path))) throw new Error(`Nothing stands at ${path} any more.`);
    }
    return found
      .filter((file) => !file.endsWith(".test.ts") && file.includes(only))
      .sort()
      .map((file) => ({ file, ...subject }));
  });
}
