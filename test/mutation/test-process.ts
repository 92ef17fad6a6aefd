import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { projectRoot } from "~/process/project-root.server";
import type { MutantAnswer, MutantRequest } from "./mutant-tests";

type TestKind = "unit" | "integration";

/** Processes of tests, each replaced when a fault makes it run on and on. */
export class MutantTests {
  readonly #children = new Map<TestKind, ChildProcess>();

  /** A fault that makes the tests run on and on is noticed too: when they are not done in `deadlineMs`. */
  async run(request: MutantRequest, deadlineMs: number): Promise<MutantAnswer> {
    const kind = request.nearestTests === null ? "unit" : "integration";
    const child = this.#children.get(kind) ?? (await startChild(kind));
    this.#children.set(kind, child);
    const late = AbortSignal.timeout(deadlineMs);
    child.send(request);
    try {
      const [answer] = (await once(child, "message", { signal: late })) as [MutantAnswer];
      return answer;
    } catch (error) {
      if (!late.aborted) throw error;
      child.kill("SIGKILL");
      this.#children.delete(kind);
      return { groups: 1, isNoticed: true, isEndless: true };
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
