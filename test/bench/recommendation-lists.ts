import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { againstFloor, below, type Figure } from "./figure";
import type { BuildMemory } from "./build-lists";
import type { RankingTimes } from "./rank-lists";
import type { RankingOfOne } from "./rank-one-order";

const scriptOf = (name: string) => fileURLToPath(new URL(name, import.meta.url));
/** As many baskets as one product has, so that a small shop is the same kind of shop. */
const BASKETS_PER_PRODUCT = 50;

/**
 * All lists and cart rows of a catalogue, the choice before them, the whole build as a worker does it, and one after a
 * single new order, each in a process of its own.
 */
export async function recommendationFigures(baskets: number): Promise<Figure[]> {
  const run = async <R>(name: string, ...more: string[]) => {
    const { stdout } = await promisify(execFile)(process.execPath, [
      ...["--import", "tsx", scriptOf(name), String(baskets), String(baskets / BASKETS_PER_PRODUCT)],
      ...more,
    ]);
    return JSON.parse(stdout) as R;
  };
  const choice = await run<RankingTimes>("./rank-lists.ts");
  const lists = await run<RankingTimes>("./rank-lists.ts", JSON.stringify(choice.settings));
  const one = await run<RankingOfOne>("./rank-one-order.ts", JSON.stringify(choice.settings));
  const build = await run<BuildMemory>("./build-lists.ts");
  return [
    below({ name: "recommendation_choice", value: choice.ms, unit: "ms" }, 300_000),
    below({ name: "recommendation_lists", value: lists.ms, unit: "ms" }, 75_000),
    againstFloor({ name: "recommendation_one_order", value: one.ms, unit: "ms" }, one.wholeMs, 5),
    below({ name: "recommendation_lists_memory", value: lists.peakMb, unit: "MB" }, 512),
    below({ name: "recommendation_build_memory", value: build.peakMb, unit: "MB" }, 512),
    below({ name: "basket_log_memory", value: lists.logMb, unit: "MB" }, 256),
  ];
}
