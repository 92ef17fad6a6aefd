import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { below, type Figure } from "./figure";
import type { RankingTimes } from "./rank-lists";

const RANK_LISTS = fileURLToPath(new URL("./rank-lists.ts", import.meta.url));
/** As many baskets as one product has, so that a small shop is the same kind of shop. */
const BASKETS_PER_PRODUCT = 50;

/** All lists and cart rows of a catalogue, and the choice before them, each in a process of its own. */
export async function recommendationFigures(baskets: number): Promise<Figure[]> {
  const run = async (...more: string[]) => {
    const { stdout } = await promisify(execFile)(process.execPath, [
      ...["--import", "tsx", RANK_LISTS, String(baskets), String(baskets / BASKETS_PER_PRODUCT)],
      ...more,
    ]);
    return JSON.parse(stdout) as RankingTimes;
  };
  const choice = await run();
  const lists = await run(JSON.stringify(choice.settings));
  return [
    below({ name: "recommendation_choice", value: choice.ms, unit: "ms" }, 300_000),
    below({ name: "recommendation_lists", value: lists.ms, unit: "ms" }, 75_000),
    below({ name: "recommendation_lists_memory", value: lists.peakMb, unit: "MB" }, 512),
    below({ name: "basket_log_memory", value: lists.logMb, unit: "MB" }, 256),
  ];
}
