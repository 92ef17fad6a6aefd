// A process that runs the tests near a file, again and again, with a fault in that file each time. The fault is only in
// memory: the file is handed to the tests changed.
import { dirname, join, relative } from "node:path";
import { createVitest, type TestSpecification } from "vitest/node";
import { projectRoot } from "~/process/project-root.server";

/** What to try; without a source the file is as it is. */
export interface MutantRequest {
  readonly file: string;
  readonly source: string | null;
  /** Files of integration tests, those first that are the quickest to notice; null for the unit tests that import the file. */
  readonly nearestTests: readonly string[] | null;
  /** Which of the groups of tests to run, the quickest to notice first. */
  readonly group: number;
}

export interface MutantAnswer {
  /** How many groups of tests there are. */
  readonly groups: number;
  /** Whether a test failed, or never ended. */
  readonly isNoticed: boolean;
  readonly isEndless?: boolean;
  /** The tests that failed. */
  readonly failed?: readonly string[];
}

let current: MutantRequest = { file: "", source: null, nearestTests: null, group: 0 };

const vitest = await createVitest(
  "test",
  {
    root: projectRoot,
    config: false,
    watch: false,
    ...(process.argv[2] === "integration"
      ? {
          include: ["test/integration/**/*.test.ts"],
          globalSetup: ["test/support/database/start-database.ts"],
          setupFiles: ["test/support/property-seed.ts"],
          expect: { poll: { timeout: 30_000 } },
          testTimeout: 300_000,
          hookTimeout: 300_000,
        }
      : {
          // The examples judge the domain as a report prints it.
          include: ["app/domain/**/*.test.ts", "app/features/report/worked-examples.test.ts"],
          setupFiles: ["test/support/fail-on-console-error.ts"],
          testTimeout: 60_000,
        }),
    pool: "threads",
    poolOptions: { threads: { singleThread: true, isolate: false } },
    fileParallelism: false,
    bail: 1,
    reporters: [{}],
  },
  {
    resolve: { alias: { "~": join(projectRoot, "app") } },
    plugins: [
      {
        name: "mutant",
        enforce: "pre",
        load: (id) => (id === join(projectRoot, current.file) ? current.source : null),
      },
    ],
  },
);

const near = new Map<string, TestSpecification[][]>();

/** Groups of tests, those first that are the quickest to notice. */
async function testsNear({ file, nearestTests }: MutantRequest): Promise<TestSpecification[][]> {
  const known = near.get(file);
  if (known) return known;
  const found = nearestTests === null ? await relatedTests(join(projectRoot, file)) : await testsAt(nearestTests);
  near.set(file, found);
  return found;
}

async function relatedTests(path: string): Promise<TestSpecification[][]> {
  vitest.config.related = [path];
  const tests = await vitest.getRelevantTestSpecifications();
  const isBeside = ({ moduleId }: TestSpecification) => dirname(moduleId) === dirname(path);
  return [tests.filter(isBeside), tests.filter((test) => !isBeside(test))].filter(({ length }) => length > 0);
}

async function testsAt(paths: readonly string[]): Promise<TestSpecification[][]> {
  return Promise.all(paths.map((path) => vitest.globTestSpecifications([path])));
}

async function answer(request: MutantRequest): Promise<MutantAnswer> {
  const tests = await testsNear(request);
  if (current.file !== "") vitest.invalidateFile(join(projectRoot, current.file));
  current = request;
  vitest.invalidateFile(join(projectRoot, request.file));
  vitest.state.clearErrors();
  const failed = await failedOf(tests[request.group] ?? []);
  return { groups: tests.length, isNoticed: failed.length > 0, failed };
}

async function failedOf(tests: TestSpecification[]): Promise<string[]> {
  if (tests.length === 0) return [];
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(tests);
  // Modules of earlier runs are listed as well, as they ended then.
  const own = testModules.filter(({ moduleId }) => tests.some((test) => test.moduleId === moduleId));
  const failed = own
    .filter((module) => !module.ok())
    .flatMap(({ moduleId, children }) => [
      relative(projectRoot, moduleId),
      ...[...children.allTests("failed")].map(({ fullName }) => fullName),
    ]);
  return [...failed, ...(unhandledErrors.length > 0 ? ["an error outside all tests"] : [])];
}

process.on("message", (request: MutantRequest) => {
  void answer(request).then((reply) => process.send?.(reply));
});
process.on("disconnect", () => process.exit(0));
process.send?.("ready");
