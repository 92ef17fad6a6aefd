import { readdir } from "node:fs/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import { bulkCheckouts, bulkOrders } from "~/adapters/shopify/queries/bulk";

export interface NamedDocument {
  readonly name: string;
  readonly source: string;
}

const FOLDER = fileURLToPath(new URL("../../app/adapters/shopify/queries", import.meta.url));

async function exportedTexts(): Promise<NamedDocument[]> {
  const texts: NamedDocument[] = [];
  for (const file of (await readdir(FOLDER)).filter((name) => name.endsWith(".ts")).sort()) {
    const exports = (await import(pathToFileURL(`${FOLDER}/${file}`).href)) as Record<string, unknown>;
    for (const [name, source] of Object.entries(exports)) {
      if (typeof source === "string") texts.push({ name: `${file} ${name}`, source });
    }
  }
  // Module loaders disagree on the order of exports.
  return texts.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Every named operation the app sends, found in its folder, so that a new file cannot be forgotten. */
export async function adminOperations(): Promise<NamedDocument[]> {
  return (await exportedTexts()).filter(({ source }) => /^\s*(query|mutation)\s/.test(source));
}

/** Every query the app runs as a bulk operation, those that take a filter with one. */
export async function bulkQueries(): Promise<NamedDocument[]> {
  const filter = "updated_at:>='2026-01-01T00:00:00Z'";
  return [
    ...(await exportedTexts()).filter(({ source }) => /^\s*\{\s*\w+(\(.*\))?\s*\{\s*edges\b/.test(source)),
    { name: "bulkOrders", source: bulkOrders({ filter: null, narrow: false }) },
    { name: "bulkOrders, filtered", source: bulkOrders({ filter, narrow: false }) },
    { name: "bulkOrders, narrow", source: bulkOrders({ filter, narrow: true }) },
    { name: "bulkCheckouts", source: bulkCheckouts({ filter: null }) },
    { name: "bulkCheckouts, filtered", source: bulkCheckouts({ filter }) },
  ];
}
