import type { Measures } from "~/domain/recommendations/held-out/measures";
import { alignedLines } from "~/features/evaluation/aligned-lines";
import type { EvaluatedEngine, RecsEvaluation } from "./evaluate-recs";

/** The same as the JSON, to be read by people. */
export function recsTable({ baskets, products, heldOutBaskets, algorithms, chosen }: RecsEvaluation): string {
  const rows = algorithms.map((engine) => [
    engine.name,
    ...[ndcg(engine.item), share(engine.item?.coverage), ndcg(engine.cart), share(engine.cart?.hit10)],
    ...[ndcg(engine.nextNew), ndcg(engine.nextAny), engine.fitSeconds.toFixed(1)],
  ]);
  const header = ["", "item", "coverage", "cart", "cart hit", "next new", "next any", "seconds"];
  return [
    `${baskets} baskets of ${products} products, ${heldOutBaskets} baskets held out; NDCG@10`,
    ...alignedLines([header, ...rows]),
    "",
    ...algorithms.flatMap(settingsOf),
    `Chosen: ${chosen.item} for the product page, ${chosen.cart} for carts, ${chosen.next} for customers. ${chosen.why}`,
    "",
  ].join("\n");
}

function settingsOf({ name, settings }: EvaluatedEngine): string[] {
  const entries = Object.entries(settings);
  if (entries.length === 0) return [];
  const isLong = entries.some(([, value]) => String(value).length > 20);
  return isLong
    ? [`${name}:`, ...entries.map(([key, value]) => `  ${key}: ${value}`)]
    : [`${name}: ${entries.map(([key, value]) => `${key} ${value ?? "none"}`).join(", ")}`];
}

const ndcg = (measures: Measures | null) => share(measures?.ndcg10);
const share = (value: number | undefined) => (value === undefined ? "-" : value.toFixed(4));
