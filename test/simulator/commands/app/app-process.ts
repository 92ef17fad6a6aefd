import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const PROJECT = fileURLToPath(new URL("../../../..", import.meta.url));
const PRELOADS = ["./exit-with-parent.mjs", "./shift-clock.mjs", "../../reroute-fetch.mjs"].map(
  (path) => new URL(path, import.meta.url).href,
);

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 8_000;
/** A process that lived for so long was up: its end is not one more failure to start. */
const LONG_LIFE_MS = 60_000;
const MOST_FAILURES = 5;
const STOP_MS = 12_000;

export type AppEnvironment = Readonly<Record<string, string>>;

/** A process of the app that is restarted when it dies. */
export interface AppProcess {
  readonly name: string;
  stop(): Promise<void>;
}

/** Runs one of the app's own scripts against the simulator named by `SIMULATOR_URL` in `env`. */
export function spawnApp(script: string, env: AppEnvironment, output: number | "inherit" | "pipe"): ChildProcess {
  return spawn(process.execPath, ["--import", "tsx", script], {
    cwd: PROJECT,
    // Nothing of the caller's settings: a DATABASE_URL there may name a real database.
    env: { ...inherited(), NODE_OPTIONS: PRELOADS.map((url) => `--import=${url}`).join(" "), ...env },
    stdio: ["ignore", output, output === "pipe" ? "inherit" : output, "ipc"],
  });
}

/** What a process needs of its surroundings: where things are, and the language of messages. */
function inherited(): NodeJS.ProcessEnv {
  const kept =
    /^(PATH|HOME|USER|LOGNAME|SHELL|TMP|TMPDIR|TEMP|LANG|LC_.*|TZ|SystemRoot|APPDATA|LOCALAPPDATA|LOG_LEVEL)$/i;
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => kept.test(name)));
  // Empty says "not set" and keeps a settings file in the folder from filling it in.
  return { ...env, NODE_ENV: "production", DATABASE_URL: "", MIGRATION_DATABASE_URL: "", TOKEN_ENCRYPTION_KEY: "" };
}

/**
 * Starts a script and keeps it running. `onTrouble` is told of every unexpected end; `isOver` is true when the
 * process died so often that it was given up.
 */
export function keepRunning(options: {
  readonly name: string;
  readonly script: string;
  readonly env: AppEnvironment;
  readonly logFile: string;
  readonly onTrouble: (message: string, isOver: boolean) => void;
}): AppProcess {
  const { name, script, env, logFile, onTrouble } = options;
  let failures = 0;
  let child: ChildProcess;
  let restart: NodeJS.Timeout | undefined;
  let isStopping = false;

  const start = () => {
    const log = openSync(logFile, "a");
    child = spawnApp(script, env, log);
    closeSync(log);
    const startedAt = performance.now();
    child.once("error", () => {});
    child.once("exit", (code, signal) => {
      if (isStopping) return;
      failures = performance.now() - startedAt < LONG_LIFE_MS ? failures + 1 : 1;
      const ending = signal ?? `exit code ${code}`;
      if (failures >= MOST_FAILURES) {
        onTrouble(`The ${name} process keeps ending (${ending}): ${lastLine(logFile)}`, true);
        return;
      }
      onTrouble(`The ${name} process ended (${ending}) and is started again; see ${logFile}.`, false);
      restart = setTimeout(start, Math.min(FIRST_PAUSE_MS * 2 ** (failures - 1), LONGEST_PAUSE_MS));
    });
  };
  start();

  return {
    name,
    async stop() {
      isStopping = true;
      clearTimeout(restart);
      await stopProcess(child);
    },
  };
}

/** Asks a process to stop, and ends it when it does not. */
export async function stopProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const gone = once(child, "exit");
  child.kill("SIGTERM");
  const late = setTimeout(() => child.kill("SIGKILL"), STOP_MS);
  await gone;
  clearTimeout(late);
}

/** The message of the last line of a log, of JSON or of plain text. */
function lastLine(logFile: string): string {
  const line = readFileSync(logFile, "utf8").trimEnd().split("\n").at(-1) ?? "";
  try {
    const { msg, err } = JSON.parse(line) as { msg?: string; err?: { message?: string } };
    return err?.message ?? msg ?? line;
  } catch {
    return line;
  }
}
