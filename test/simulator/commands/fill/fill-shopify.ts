import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import {
  DataFolderError,
  EVENTS_FILE,
  loadDataFolder,
  type LoadedFolder,
  type LoadOptions,
} from "../../data-folder/load-data-folder";
import { generateShop } from "../../sample-shop/generate-shop";
import { startSimulator, type Simulator } from "../../server";
import type { FillAnswer, FillRequest, SampleSource } from "./fill-protocol";

// A process of its own: making and loading a large shop takes minutes in which a process hears no signal.
const PROGRESS_MS = 3_000;
const parent = process.ppid;
let saidAt = performance.now();

process.once("message", (request: FillRequest) => {
  fill(request)
    .catch((error: unknown) => {
      // Of anything but bad data the place matters too.
      const isBadData = error instanceof DataFolderError;
      if (!isBadData) console.error(error);
      return answer({ kind: "refused", message: error instanceof Error ? error.message : String(error) });
    })
    .finally(() => process.exit());
});

function answer(message: FillAnswer): Promise<void> {
  return new Promise((resolve) => process.send?.(message, undefined, undefined, () => resolve()));
}

async function fill({ dataDir, apiKey, apiSecret, source }: FillRequest): Promise<void> {
  const simulator = await startSimulator({ dataDir, apiKey, apiSecret });
  try {
    const { shop, installedAt, ...counts } =
      source.kind === "folder"
        ? load(simulator, source.directory, { standsAt: source.standsAt })
        : makeSample(simulator, source);
    await answer({ kind: "filled", domain: shop.domain, installedAt, counts });
  } finally {
    await simulator.close();
  }
}

function makeSample(simulator: Simulator, source: SampleSource): LoadedFolder {
  const { draft, orders } = source;
  rmSync(draft, { recursive: true, force: true });
  generateShop({ ...source, onProgress: (made) => report("making orders", made, orders) }, draft);
  const loaded = load(simulator, draft, { forgetsOldCheckouts: true });
  // The app is told of the events once it is there; Shopify keeps none.
  for (const file of readdirSync(draft)) if (file !== EVENTS_FILE) rmSync(join(draft, file));
  return loaded;
}

function load(simulator: Simulator, directory: string, options: LoadOptions): LoadedFolder {
  return loadDataFolder(simulator.store, directory, {
    ...options,
    onProgress: (file, rows) => report(`loading ${file}`, rows),
  });
}

function report(what: string, done: number, of?: number): void {
  // No event arrives while this works, so the end of the parent is looked for.
  if (process.ppid !== parent) process.exit(1);
  if (performance.now() - saidAt < PROGRESS_MS) return;
  saidAt = performance.now();
  const share = of === undefined ? count(done) : `${count(done)} of ${count(of)}`;
  void answer({ kind: "progress", message: `The simulated Shopify is ${what}: ${share}` });
}

const count = (number: number): string => number.toLocaleString("en-US");
