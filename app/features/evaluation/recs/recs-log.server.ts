import { basename } from "node:path";
import type { BasketLog } from "~/domain/recommendations/basket-log";
import { fnv1a } from "~/domain/recommendations/fnv1a";
import { type HeldOut, holdOut, holdOutWindow, type Part } from "~/domain/recommendations/held-out/hold-out";
import { csvRows } from "~/features/evaluation/csv-rows.server";
import type { RecsLog } from "./evaluate-recs";
import type { OrderFile } from "./read-orders.server";

/** Cuts a file of orders: by windows where it has times, else by each customer's last orders, else by a hash. */
export function recsLog(
  file: OrderFile,
  windowDays: number,
  words: ReadonlyMap<string, string>,
): Omit<RecsLog, "withDense"> {
  const cut = cutBy(file, windowDays);
  return {
    test: cut(0),
    validation: cut(1),
    descriptions: file.products.map((product) => words.get(product) ?? (isName(product) ? product : "")),
    isOrdered: file.order === "timestamp",
  };
}

/** An id that is words describes its product itself. */
const isName = (product: string) => /\p{L}{3}/u.test(product);

function cutBy({ log, orders, products, order }: OrderFile, windowDays: number): (back: number) => HeldOut {
  const names = { basket: (basket: number) => orders[basket]!, product: (product: number) => products[product]! };
  if (order === "timestamp") return (back) => holdOutWindow(log, windowDays, back, names);
  const stepsFromEnd = order === "sequence" ? stepsFromLast(log) : orders.map((id) => fnv1a(id) % 10);
  const ageless = { ...log, times: new Float64Array(log.basketCount) };
  const partOf =
    (back: number) =>
    (basket: number): Part => {
      const steps = stepsFromEnd[basket]!;
      if (steps === back) return "held_out";
      return steps < back ? "unused" : "known";
    };
  return (back) => holdOut(ageless, 0, partOf(back), names);
}

/** How many orders of the same customer come after each; endless for guests, who are only learned from. */
function stepsFromLast(log: BasketLog): number[] {
  const after = new Map<number, number>();
  const steps = new Array<number>(log.basketCount).fill(Infinity);
  const latestFirst = Array.from(steps.keys()).sort((a, b) => log.times[b]! - log.times[a]! || b - a);
  for (const basket of latestFirst) {
    const customer = log.customers[basket]!;
    if (Number.isNaN(customer)) continue;
    steps[basket] = after.get(customer) ?? 0;
    after.set(customer, steps[basket] + 1);
  }
  return steps;
}

const WORD_COLUMNS = ["title", "type", "subcategory", "category", "vendor", "tags"];

/** Words of products from a CSV file with a column `product_id` and any of title, type, category, vendor and tags. */
export async function readProductWords(path: string): Promise<Map<string, string>> {
  const words = new Map<string, string>();
  let columns: { id: number; words: number[] } | null = null;
  for await (const { cells } of csvRows(path)) {
    if (columns === null) {
      const names = cells.map((name) => name.trim());
      columns = {
        id: names.indexOf("product_id"),
        words: WORD_COLUMNS.map((name) => names.indexOf(name)).filter((index) => index >= 0),
      };
      if (columns.id < 0) throw new Error(`${basename(path)}:1: there is no column "product_id".`);
      continue;
    }
    words.set(cells[columns.id]!, columns.words.map((index) => cells[index] ?? "").join(" "));
  }
  return words;
}
