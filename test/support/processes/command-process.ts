import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;

export interface CommandProcess {
  readonly pid: number;
  /** Everything written so far, both streams. */
  output(): string;
  /** Resolves with the match once the output holds `pattern`; rejects with the output when the process ends before. */
  saw(pattern: RegExp): Promise<RegExpExecArray>;
  /** Exit code, or null for a death by signal. */
  readonly ended: Promise<number | null>;
  kill(signal: NodeJS.Signals): Promise<number | null>;
}

/** Starts a TypeScript file of the project as a process of its own, knowing of the environment only what is given. */
export function startCommand(
  file: string,
  args: string[],
  env: Record<string, string> = {},
  cwd = root,
): CommandProcess {
  const child = spawn(process.execPath, ["--import", tsx, `${root}${file}`, ...args], {
    cwd,
    env: { PATH: process.env.PATH, TSX_TSCONFIG_PATH: `${root}tsconfig.json`, ...env } as unknown as NodeJS.ProcessEnv,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  const changes = new Set<() => void>();
  const add = (chunk: Buffer) => {
    text += chunk.toString();
    for (const change of changes) change();
  };
  child.stdout.on("data", add);
  child.stderr.on("data", add);
  const ended = once(child, "close").then(([code]) => code as number | null);

  return {
    pid: child.pid ?? 0,
    ended,
    output: () => text,
    saw: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const match = pattern.exec(text);
          if (!match) return;
          changes.delete(look);
          resolve(match);
        };
        changes.add(look);
        look();
        void ended.then((code) => reject(new Error(`ended with ${code} before ${pattern} was seen:\n${text}`)));
      }),
    async kill(signal) {
      child.kill(signal);
      return ended;
    },
  };
}
