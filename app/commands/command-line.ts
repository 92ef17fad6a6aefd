import { readFileSync } from "node:fs";
import { parseArgs, parseEnv, type ParseArgsConfig } from "node:util";
import { logLevel, provideSettings, serverEnv } from "~/process/env.server";
import { log } from "~/process/log.server";

type Options = NonNullable<ParseArgsConfig["options"]>;
type Values<T extends Options> = ReturnType<typeof parseArgs<{ options: T }>>["values"];

export interface Command<T extends Options> {
  /** Shown by --help. */
  readonly help: string;
  readonly options?: T;
  run(values: Values<T>): Promise<void>;
}

/** Options that cannot be followed: whoever typed them has to change them. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/**
 * Runs a command of the command line: reads `.env`, answers --help, and turns every error into one clear sentence on
 * standard error and exit code 1, or 2 for a `UsageError`.
 */
export async function runCommand<T extends Options>({ help, options, run }: Command<T>): Promise<void> {
  try {
    const { values } = parseArgs({
      options: { ...(options as T), help: { type: "boolean", short: "h", default: false } },
      strict: true,
    });
    if ((values as { help: boolean }).help) {
      process.stdout.write(`${help.trim()}\n`);
      return;
    }
    loadEnvFile(".env");
    serverEnv();
    log.level = logLevel();
    await run(values as Values<T>);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(error instanceof UsageError ? 2 : 1);
  }
}

/** Settings already in the environment win over those of the file; a missing file is none. */
function loadEnvFile(path: string): void {
  let content: string;
  try {
    content = readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return;
    throw new Error(`The settings file ${path} cannot be read.`, { cause: error });
  }
  // Node's parser passes over what it does not understand, which hides a typing mistake.
  const withoutQuoted = content.replace(/=\s*(["'`])[\s\S]*?\1/g, "=");
  const bad = withoutQuoted.split("\n").find((line) => !/^\s*(#.*)?$|^\s*(export\s+)?[A-Za-z_]\w*\s*=/.test(line));
  if (bad !== undefined) {
    const [word = ""] = bad.trim().split(/\s/);
    throw new Error(
      `The settings file ${path} holds a line that is not NAME=value; it begins with "${word.slice(0, 20)}".`,
    );
  }
  provideSettings(parseEnv(content));
}

/** Resolves at the first SIGTERM or SIGINT; a second one ends the process at once. */
export function untilStopped(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ["SIGTERM", "SIGINT"] as const) {
      process.once(signal, () => {
        process.once(signal, () => process.exit(1));
        resolve(signal);
      });
    }
  });
}
