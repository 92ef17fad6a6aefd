import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const PROJECT = fileURLToPath(new URL("../../..", import.meta.url));

export interface RunningCommand {
  readonly child: ChildProcess;
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Waits for a text on standard output. */
  until(text: string, timeoutMs: number): Promise<void>;
  /** Its exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals | null>;
}

/** Runs one of the simulator's commands as a user does. */
export function runCommand(
  name: "check" | "demo",
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): RunningCommand {
  const child = spawn(process.execPath, ["--import", "tsx", `test/simulator/commands/${name}.ts`, ...args], {
    cwd: PROJECT,
    env,
  });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  const ended = once(child, "close").then(([code, signal]) => (code ?? signal) as number | NodeJS.Signals | null);
  return {
    child,
    stdout: () => stdout,
    stderr: () => stderr,
    ended,
    until: (text, timeoutMs) =>
      new Promise((resolve, reject) => {
        const fail = (why: string) => reject(new Error(`${name} ${why}:\n${stdout}\n${stderr}`));
        const late = setTimeout(() => fail(`did not say "${text}" in ${timeoutMs / 1000} s`), timeoutMs);
        const look = () => {
          if (!stdout.includes(text)) return;
          clearTimeout(late);
          resolve();
        };
        child.stdout.on("data", look);
        look();
        void ended.then(() => {
          clearTimeout(late);
          fail("ended");
        });
      }),
  };
}
