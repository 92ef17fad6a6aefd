import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { againstFloor, below, type Figure } from "./figure";

/** Processor time of grouping, fit and forecasts, and sums of these over all customers. */
export interface FittedBy {
  readonly processorMs: number;
  readonly alive: number;
  readonly expected: number;
}

/** What one process measured of one model. */
export interface CountModelTimes extends FittedBy {
  readonly fitAndPredictMs: number;
  readonly peakMb: number;
}

export const HORIZON_WEEKS = 52;

const run = promisify(execFile);
const fileBeside = (name: string) => fileURLToPath(new URL(name, import.meta.url));
/** Milliseconds each model may take. */
const LIMITS = { bgnbd: 3_000, mbgnbd: 3_000, pnbd: 15_000 };
const MEMORY_LIMIT_MB = 600;
/** BG/NBD takes at most half of numpy's time. */
const LEAST_RATIO = 2;
/** Both ways end within the tolerance of a fit. */
const EQUAL_WITHIN = 1e-5;

/** Fit and forecast of every customer, each model in a process of its own, so that its memory can be told. */
export async function countModelFigures(customers: number): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), "bench-count-models-"));
  try {
    const columns = join(folder, "columns");
    const figures: Figure[] = [];
    let peakMb = 0;
    for (const [model, limit] of Object.entries(LIMITS)) {
      const { stdout } = await run(process.execPath, [
        ...["--import", "tsx", fileBeside("./fit-and-predict.ts"), model, String(customers)],
        ...(model === "bgnbd" ? [columns] : []),
      ]);
      const times = JSON.parse(stdout) as CountModelTimes;
      figures.push(below({ name: `${model}_fit_and_predict`, value: times.fitAndPredictMs, unit: "ms" }, limit));
      peakMb = Math.max(peakMb, times.peakMb);
      if (model === "bgnbd") figures.push(...(await numpyFigures(columns, times)));
    }
    return [...figures, below({ name: "count_models_peak_memory", value: peakMb, unit: "MB" }, MEMORY_LIMIT_MB)];
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The same by numpy, where there is one. */
async function numpyFigures(columns: string, own: FittedBy): Promise<Figure[]> {
  const hasNumpy = await run("python3", ["-c", "import numpy"]).then(
    () => true,
    () => false,
  );
  if (!hasNumpy) {
    process.stderr.write("python3 with numpy is not installed: bgnbd_against_numpy is left out\n");
    return [];
  }
  const { stdout } = await run("python3", [fileBeside("./grouped-numpy.py"), columns, String(HORIZON_WEEKS)]);
  const numpys = JSON.parse(stdout) as FittedBy;
  for (const what of ["alive", "expected"] as const) {
    if (!(Math.abs(own[what] / numpys[what] - 1) < EQUAL_WITHIN)) {
      throw new Error(`numpy finds ${numpys[what]} ${what}, the app ${own[what]}`);
    }
  }
  const name = "bgnbd_against_numpy";
  return [againstFloor({ name, value: own.processorMs, unit: "ms" }, numpys.processorMs, LEAST_RATIO)];
}
