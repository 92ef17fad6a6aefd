import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { runCommand, untilStopped } from "~/commands/command-line";
import { projectRoot } from "~/process/project-root.server";
import { EQUIVALENT_MUTANTS } from "./equivalent";
import { type Mutant, mutantsOf } from "./mutants";
import { MutantTests } from "./test-process";

/** Files whose every line decides a number of the overview or the report, or the list behind it. */
const FILES = [
  "history",
  "judge-checkouts",
  "order-sets",
  "order-value",
  "purchases",
  "reporting-window",
  "metrics/acquisition-cost",
  "metrics/add-totals",
  "metrics/aov-drivers",
  "metrics/average-order-value",
  "metrics/cart-abandonment",
  "metrics/catalogue",
  "metrics/change",
  "metrics/checkout-abandonment",
  "metrics/checkout-totals",
  "metrics/cohorts",
  "metrics/confidence",
  "metrics/customer-quality",
  "metrics/customer-rhythm",
  "metrics/customer-totals",
  "metrics/customer-value",
  "metrics/customers",
  "metrics/leading-groups",
  "metrics/ledger-amounts",
  "metrics/lifetime-totals",
  "metrics/mature-customers",
  "metrics/metric-value",
  "metrics/net-promoter-score",
  "metrics/order-amounts",
  "metrics/order-splits",
  "metrics/order-values",
  "metrics/period-cohorts",
  "metrics/purchase-book",
  "metrics/purchase-counts",
  "metrics/quantile",
  "metrics/repeat-rate",
  "metrics/repurchase-rate",
  "metrics/rfm",
  "metrics/sales",
  "metrics/sales-totals",
  "metrics/segmented-book",
  "metrics/survival",
  "metrics/time-to-first-purchase",
  "metrics/time-to-second-purchase",
  "metrics/top-customers",
  "metrics/totals",
  "metrics/value-distribution",
  "metrics/explain/acquired-rows",
  "metrics/explain/amount-unit",
  "metrics/explain/buyer-rows",
  "metrics/explain/checkout-rows",
  "metrics/explain/covered-range",
  "metrics/explain/exclusions",
  "metrics/explain/explained-row",
  "metrics/explain/explained-rows",
  "metrics/explain/ledger-rows",
  "metrics/explain/list-order",
  "metrics/explain/order-rows",
  "metrics/explain/purchaser-rows",
].map((name) => `app/domain/${name}.ts`);
/** One core is left to whoever works beside it. */
const PROCESSES = Math.max(2, availableParallelism() - 1);

await runCommand({
  help: `
Usage: npm run test:mutation [-- --only TEXT] [--list]

Puts one small fault after another into the code that decides the numbers (a comparison turned, a filter left out, a
constant one too great) and runs the unit tests related to it. Fails when a fault goes unnoticed that is not listed in
test/mutation/equivalent.ts with the reason why nothing could notice it. Nothing on disk is changed. The faults are the
same in every run; all of them take a quarter of an hour on four busy cores.

  --only TEXT  files whose path contains this
  --list       only print the faults
`,
  options: { only: { type: "string" }, list: { type: "boolean", default: false } },
  async run({ only, list }) {
    const files = FILES.filter((file) => only === undefined || file.includes(only));
    const mutants = files.flatMap((file) => mutantsOf(file, readFileSync(join(projectRoot, file), "utf8")));
    if (mutants.length === 0) throw new Error(`No file whose path contains "${only}" can be given a fault.`);
    if (list) {
      process.stdout.write(mutants.map(described).join(""));
      return;
    }
    const stopped = untilStopped().then(() => {
      throw new Error("Stopped before every fault was tried.");
    });
    const { survivors, endless } = await Promise.race([outcome(files, mutants), stopped]);
    const unlisted = survivors.filter((mutant) => !EQUIVALENT_MUTANTS.some((listed) => isSame(listed, mutant)));
    process.stdout.write(
      `${mutants.length} faults in ${files.length} files: ${mutants.length - survivors.length} noticed ` +
        `(${endless} by tests that never ended), ` +
        `${survivors.length - unlisted.length} without effect, ${unlisted.length} not noticed.\n`,
    );
    process.stdout.write(unlisted.map(described).join(""));
    const outdated = EQUIVALENT_MUTANTS.filter(
      (listed) => files.includes(listed.file) && !survivors.some((mutant) => isSame(listed, mutant)),
    );
    for (const { file, code } of outdated) process.stdout.write(`No longer without effect: ${file}: ${code}\n`);
    if (unlisted.length + outdated.length > 0) throw new Error("The unit tests do not decide every number.");
  },
});

function described({ file, line, code, change }: Mutant): string {
  return `${file}:${line}  ${change}\n    ${code}\n`;
}

function isSame(listed: (typeof EQUIVALENT_MUTANTS)[number], { file, code, change }: Mutant): boolean {
  return listed.file === file && listed.code === code && listed.changes.includes(change);
}

interface Outcome {
  /** Those that no test noticed, in the order of the text. */
  readonly survivors: readonly Mutant[];
  /** How many made the tests run until they were stopped. */
  readonly endless: number;
}

async function outcome(files: readonly string[], mutants: readonly Mutant[]): Promise<Outcome> {
  const survivors = new Set<Mutant>();
  const untested = new Set<string>();
  // Sound files first: a test that fails anyway would notice everything.
  const sound = files.map((file) => async (tests: MutantTests) => {
    const answer = await tests.run({ file, source: null });
    if (answer.isNoticed) throw new Error(`The tests of ${file} fail without a fault: mend them first.`);
    if (answer.tests === 0) untested.add(file);
  });
  let tried = 0;
  let endless = 0;
  const trials = mutants.map((mutant) => async (tests: MutantTests) => {
    const answer = untested.has(mutant.file) ? null : await tests.run(mutant);
    if (!answer?.isNoticed) survivors.add(mutant);
    if (answer?.isEndless) endless += 1;
    if (++tried % 100 === 0) process.stderr.write(`${tried} of ${mutants.length} tried\n`);
  });
  await runAll(sound);
  await runAll(trials);
  return { survivors: mutants.filter((mutant) => survivors.has(mutant)), endless };
}

async function runAll(work: readonly ((tests: MutantTests) => Promise<void>)[]): Promise<void> {
  const queue = [...work];
  await Promise.all(
    Array.from({ length: PROCESSES }, async () => {
      const tests = new MutantTests();
      try {
        for (let next = queue.shift(); next !== undefined; next = queue.shift()) await next(tests);
      } finally {
        tests.stop();
      }
    }),
  );
}
