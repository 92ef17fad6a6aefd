import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { projectRoot } from "~/process/project-root.server";
import type { MutantAnswer, MutantRequest } from "./mutant-tests";

/** The tests of one file take a few seconds; a fault that makes them run on and on is noticed too. */
const ANSWER_DEADLINE_MS = 60_000;

/** A process of tests, replaced when a fault makes it run on and on. */
export class MutantTests {
  #child: ChildProcess | null = null;

  async run({ file, source }: MutantRequest): Promise<MutantAnswer> {
    const child = (this.#child ??= await startChild());
    const late = AbortSignal.timeout(ANSWER_DEADLINE_MS);
    child.send({ file, source } satisfies MutantRequest);
    try {
      const [answer] = (await once(child, "message", { signal: late })) as [MutantAnswer];
      return answer;
    } catch (error) {
      if (!late.aborted) throw error;
      this.stop();
      return { tests: 1, isNoticed: true, isEndless: true };
    }
  }

  stop(): void {
    this.#child?.kill("SIGKILL");
    this.#child = null;
  }
}

async function startChild(): Promise<ChildProcess> {
  const child = fork(fileURLToPath(new URL("./mutant-tests.ts", import.meta.url)), [], {
    cwd: projectRoot,
    execArgv: ["--import", "tsx"],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  await once(child, "message");
  return child;
}
