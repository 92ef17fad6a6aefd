import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { projectRoot } from "~/process/project-root.server";
import type { MutantAnswer, MutantRequest } from "./mutant-tests";

type TestKind = "unit" | "integration";

/** Far longer than the tests near one file take; a fault that makes them run on and on is noticed too. */
const ANSWER_DEADLINE_MS: Record<TestKind, number> = { unit: 120_000, integration: 600_000 };

/** Processes of tests, each replaced when a fault makes it run on and on. */
export class MutantTests {
  readonly #children = new Map<TestKind, ChildProcess>();

  async run(request: MutantRequest): Promise<MutantAnswer> {
    const kind = request.nearestTests === null ? "unit" : "integration";
    const child = this.#children.get(kind) ?? (await startChild(kind));
    this.#children.set(kind, child);
    const late = AbortSignal.timeout(ANSWER_DEADLINE_MS[kind]);
    child.send(request);
    try {
      const [answer] = (await once(child, "message", { signal: late })) as [MutantAnswer];
      return answer;
    } catch (error) {
      if (!late.aborted) throw error;
      child.kill("SIGKILL");
      this.#children.delete(kind);
      return { tests: 1, isNoticed: true, isEndless: true };
    }
  }

  stop(): void {
    for (const child of this.#children.values()) child.kill("SIGKILL");
    this.#children.clear();
  }
}

async function startChild(kind: TestKind): Promise<ChildProcess> {
  const child = fork(fileURLToPath(new URL("./mutant-tests.ts", import.meta.url)), [kind], {
    cwd: projectRoot,
    execArgv: ["--import", "tsx"],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  await once(child, "message");
  return child;
}
