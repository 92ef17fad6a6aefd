import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { runCommand, untilStopped } from "~/commands/command-line";
import { projectRoot } from "~/process/project-root.server";
import { EQUIVALENT_MUTANTS } from "./equivalent";
import type { MutantAnswer, MutantRequest } from "./mutant-tests";
import type { Mutant } from "./mutants";
import { sampleOf } from "./sample";
import { type SubjectFile, subjectFiles } from "./subjects";
import { MutantTests } from "./test-process";

/** One core is left to whoever works beside it. */
const PROCESSES = Math.max(2, availableParallelism() - 1);
const SOUND_DEADLINE_MS = 1_800_000;

await runCommand({
  help: `
Usage: npm run test:mutation [-- --only TEXT] [--sample NUMBER] [--list]

Puts one small fault after another into the code that decides the numbers (a comparison turned, a filter left out, a
constant one too great) and runs the tests near it: unit tests for the domain, integration tests for the SQL of the inbox
and the ledger. Fails when a fault goes unnoticed that is not listed in test/mutation/equivalent.ts with the reason why
nothing could notice it. Nothing on disk is changed. The faults are the same in every run; all of them take hours, those
of a folder some minutes.

  --only TEXT      files whose path contains this, such as domain/goals or db/inbox
  --sample NUMBER  only so many faults, drawn at random but the same ones in every run
  --list           only print the faults
`,
  options: { only: { type: "string" }, sample: { type: "string" }, list: { type: "boolean", default: false } },
  async run({ only, sample, list }) {
    const files = subjectFiles(only);
    const all = files.flatMap(({ file, faultsOf }) => faultsOf(file, readFileSync(join(projectRoot, file), "utf8")));
    const mutants = sample === undefined ? all : sampleOf(all, sampleSize(sample));
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
      `${mutants.length} of ${all.length} faults in ${files.length} files: ${mutants.length - survivors.length} noticed ` +
        `(${endless} by tests that never ended), ` +
        `${survivors.length - unlisted.length} without effect, ${unlisted.length} not noticed.\n`,
    );
    process.stdout.write(unlisted.map(described).join(""));
    const outdated = EQUIVALENT_MUTANTS.filter(
      (listed) =>
        mutants.length === all.length &&
        files.some(({ file }) => file === listed.file) &&
        !survivors.some((mutant) => isSame(listed, mutant)),
    );
    for (const { file, code } of outdated) process.stdout.write(`No longer without effect: ${file}: ${code}\n`);
    if (unlisted.length + outdated.length > 0) throw new Error("The tests do not decide every number.");
  },
});

function sampleSize(sample: string): number {
  if (!/^[1-9]\d*$/.test(sample)) throw new Error(`--sample takes a number of faults, not "${sample}".`);
  return Number(sample);
}

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

async function outcome(files: readonly SubjectFile[], mutants: readonly Mutant[]): Promise<Outcome> {
  const survivors = new Set<Mutant>();
  const nearestTestsOf = new Map(files.map(({ file, nearestTests }) => [file, nearestTests]));
  const requestOf = (file: string, source: string | null, group: number): MutantRequest => ({
    file,
    source,
    nearestTests: nearestTestsOf.get(file) ?? null,
    group,
  });
  const soundRuns = new Map<string, Promise<SoundRun>>();
  /** The run of a group without a fault: a test that fails anyway would notice everything. */
  function soundRun(file: string, group: number, tests: MutantTests): Promise<SoundRun> {
    const key = `${nearestTestsOf.get(file)?.join() ?? file} ${group}`;
    const run = soundRuns.get(key) ?? runSound(requestOf(file, null, group), tests);
    soundRuns.set(key, run);
    return run;
  }
  /** Asks one group of tests after the other until one notices. */
  async function ask({ file, source }: Mutant, tests: MutantTests): Promise<MutantAnswer> {
    for (let group = 0; ; group++) {
      const { groups, ms } = await soundRun(file, group, tests);
      if (group >= groups) return { groups, isNoticed: false };
      const answer = await tests.run(requestOf(file, source, group), Math.ceil(5 * ms) + 30_000);
      if (answer.isNoticed) return answer;
    }
  }
  let tried = 0;
  let endless = 0;
  const trials = mutants.map((mutant) => async (tests: MutantTests) => {
    const { isNoticed, isEndless } = await ask(mutant, tests);
    if (!isNoticed) {
      survivors.add(mutant);
      process.stderr.write(`Not noticed: ${described(mutant)}`);
    }
    if (isEndless) {
      endless += 1;
      process.stderr.write(`Never ended: ${described(mutant)}`);
    }
    if (++tried % 20 === 0) process.stderr.write(`${tried} of ${mutants.length} tried\n`);
  });
  await runAll(trials);
  return { survivors: mutants.filter((mutant) => survivors.has(mutant)), endless };
}

interface SoundRun {
  readonly groups: number;
  readonly ms: number;
}

async function runSound(request: MutantRequest, tests: MutantTests): Promise<SoundRun> {
  const began = performance.now();
  const { groups, isNoticed, failed } = await tests.run(request, SOUND_DEADLINE_MS);
  if (isNoticed) {
    const which = failed?.join(" > ") ?? "they never ended";
    throw new Error(`The tests of ${request.file} fail without a fault (${which}): mend them first.`);
  }
  return { groups, ms: performance.now() - began };
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
