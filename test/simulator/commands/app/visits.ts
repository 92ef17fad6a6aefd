import { once } from "node:events";
import { existsSync, openSync } from "node:fs";
import { join } from "node:path";
import { EVENTS_FILE } from "../../data-folder/load-data-folder";
import { type AppEnvironment, spawnApp, stopProcess } from "./app-process";

export interface ToldVisits {
  readonly env: AppEnvironment;
  /** The shop's domain. */
  readonly shop: string;
  /** Holds `events.jsonl`, or nothing to tell. */
  readonly directory: string;
  readonly logFile: string;
}

/** Has the app know what shoppers did before it was installed, as if its pixel had run then. */
export async function tellVisits({ env, shop, directory, logFile }: ToldVisits, signal: AbortSignal): Promise<void> {
  if (!existsSync(join(directory, EVENTS_FILE))) return;
  const child = spawnApp("test/simulator/commands/app/tell-visits.ts", env, openSync(logFile, "a"));
  const stop = () => void stopProcess(child);
  signal.addEventListener("abort", stop);
  try {
    child.send({ shop, directory });
    const [code] = (await once(child, "exit")) as [number | null];
    signal.throwIfAborted();
    if (code !== 0) throw new Error(`The visits could not be told to the app; see ${logFile}.`);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}
