import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { EXAMPLE_PRODUCT, type DataFolder } from "../../fixtures/worked-examples/data-folder";

/** Writes the files of a data folder that the simulator loads. */
export async function writeDataFolder(
  directory: string,
  { shop, orders, checkouts, events }: DataFolder,
): Promise<void> {
  await mkdir(directory, { recursive: true });
  const lines = (rows: readonly object[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join("");
  await writeFile(join(directory, "shop.json"), JSON.stringify(shop));
  await writeFile(join(directory, "products.jsonl"), lines([EXAMPLE_PRODUCT]));
  await writeFile(join(directory, "orders.jsonl"), lines(orders));
  await writeFile(join(directory, "checkouts.jsonl"), lines(checkouts));
  await writeFile(join(directory, "events.jsonl"), lines(events));
}
