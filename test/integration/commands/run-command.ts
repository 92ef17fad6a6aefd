import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const PROJECT = fileURLToPath(new URL("../../..", import.meta.url));

export interface RunningCommand {
  readonly child: ChildProcess;
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Waits for a text on standard output, for as long as the command runs. */
  until(text: string): Promise<void>;
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
    until: (text) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (stdout.includes(text)) resolve();
        };
        child.stdout.on("data", look);
        look();
        void ended.then(() => reject(new Error(`${name} ended before it said "${text}":\n${stdout}\n${stderr}`)));
      }),
  };
}
