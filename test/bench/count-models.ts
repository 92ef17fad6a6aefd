import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { below, type Figure } from "./figure";

/** What one process measured of one model. */
export interface CountModelTimes {
  readonly fitAndPredictMs: number;
  readonly peakMb: number;
}

const FIT_AND_PREDICT = fileURLToPath(new URL("./fit-and-predict.ts", import.meta.url));
/** Milliseconds each model may take. */
const LIMITS = { bgnbd: 3_000, mbgnbd: 3_000, pnbd: 15_000 };
const MEMORY_LIMIT_MB = 600;

/** Fit and forecast of every customer, each model in a process of its own, so that its memory can be told. */
export async function countModelFigures(customers: number): Promise<Figure[]> {
  const figures: Figure[] = [];
  let peakMb = 0;
  for (const [model, limit] of Object.entries(LIMITS)) {
    const { stdout } = await promisify(execFile)(process.execPath, [
      "--import",
      "tsx",
      FIT_AND_PREDICT,
      model,
      String(customers),
    ]);
    const times = JSON.parse(stdout) as CountModelTimes;
    figures.push(below({ name: `${model}_fit_and_predict`, value: times.fitAndPredictMs, unit: "ms" }, limit));
    peakMb = Math.max(peakMb, times.peakMb);
  }
  return [...figures, below({ name: "count_models_peak_memory", value: peakMb, unit: "MB" }, MEMORY_LIMIT_MB)];
}
