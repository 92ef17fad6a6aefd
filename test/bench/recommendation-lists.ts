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
const PRODUCTS_OF_LARGE = 20_000;

/**
 * All lists and cart rows of a catalogue, the choice before them, the whole build as a worker does it, and one after a
 * single new order, each in a process of its own.
 */
export async function recommendationFigures(baskets: number): Promise<Figure[]> {
  const shop = [baskets, baskets / BASKETS_PER_PRODUCT] as const;
  const choice = await run<RankingTimes>("./rank-lists.ts", ...shop);
  const lists = await run<RankingTimes>("./rank-lists.ts", ...shop, JSON.stringify(choice.settings));
  const one = await run<RankingOfOne>("./rank-one-order.ts", ...shop, JSON.stringify(choice.settings));
  const build = await run<BuildMemory>("./build-lists.ts", ...shop);
  return [
    below({ name: "recommendation_choice", value: choice.ms, unit: "ms" }, 300_000),
    below({ name: "recommendation_lists", value: lists.ms, unit: "ms" }, 75_000),
    againstFloor({ name: "recommendation_one_order", value: one.ms, unit: "ms" }, one.wholeMs, 5),
    below({ name: "recommendation_lists_memory", value: lists.peakMb, unit: "MB" }, 512),
    below({ name: "recommendation_build_memory", value: build.peakMb, unit: "MB" }, 512),
    below({ name: "basket_log_memory", value: lists.logMb, unit: "MB" }, 256),
  ];
}

/** The whole build for more baskets of as many products; none without baskets. */
export async function largeBuildFigures(baskets: number): Promise<Figure[]> {
  if (baskets === 0) return [];
  const { peakMb } = await run<BuildMemory>("./build-lists.ts", baskets, PRODUCTS_OF_LARGE);
  return [below({ name: "recommendation_build_memory_large", value: peakMb, unit: "MB" }, 1_536)];
}

async function run<R>(name: string, ...given: readonly (number | string)[]): Promise<R> {
  const { stdout } = await promisify(execFile)(process.execPath, [
    ...["--import", "tsx", scriptOf(name)],
    ...given.map(String),
  ]);
  return JSON.parse(stdout) as R;
}
