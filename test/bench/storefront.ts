import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import lighthouse from "lighthouse";
import { launchBrowser } from "../support/browser/browser";
import { EXTENSION, openStorefront, type Storefront } from "../support/storefront/open-storefront";
import { type Figure, reported, within } from "./figure";
import { median } from "./stopwatch";

const PAGES = { home: "/", collection: "/collections/all", product: "/products/product-0" } as const;
const PRODUCTS = 100;
/** Points of Lighthouse that all our blocks together may cost a page; Shopify allows ten. */
const MOST_LOST = 1;

/** Home, collection and product page of one store, with our blocks and without: their weight, and Lighthouse's scores. */
export async function storefrontFigures(runs: number): Promise<Figure[]> {
  const empty = emptyExtension();
  const stores = { with: openStorefront(), without: openStorefront({ extensionDir: empty }) };
  try {
    for (const store of Object.values(stores)) {
      await store.start();
      fill(store);
    }
    const figures: Figure[] = [];
    for (const [page, path] of Object.entries(PAGES)) {
      figures.push(...weightOf(page, await stores.with.visit(path), await stores.without.visit(path)));
    }
    return runs === 0 ? figures : [...(await scoresOf(stores, runs)), ...figures];
  } finally {
    for (const store of Object.values(stores)) await store.close();
    rmSync(empty, { recursive: true });
  }
}

/** Each page judged with and without blocks in turns. */
async function scoresOf(stores: Readonly<Record<"with" | "without", Storefront>>, runs: number): Promise<Figure[]> {
  const port = await freePort();
  const browser = await launchBrowser([`--remote-debugging-port=${port}`]);
  try {
    const figures: Figure[] = [];
    for (const [page, path] of Object.entries(PAGES)) {
      const scores = { with: [] as number[], without: [] as number[] };
      for (let run = 0; run < runs; run += 1) {
        for (const kind of ["without", "with"] as const) {
          scores[kind].push(await performanceOf(stores[kind].address(path), port));
        }
      }
      const score = { name: `storefront_${page}_score`, unit: "points", value: middle(scores.with) } as const;
      figures.push(within(score, middle(scores.without), MOST_LOST));
    }
    return figures;
  } finally {
    await browser.close();
  }
}

/** Pictures are left out: they are loaded as the shopper comes near, and as many as the merchant has products shown. */
function weightOf(page: string, withBlocks: string, without: string): Figure[] {
  const assets = [...new Set([...withBlocks.matchAll(/\/cdn\/extensions\/([\w.-]+)/g)].map((match) => match[1]!))];
  const bytes =
    gzipSync(withBlocks).length -
    gzipSync(without).length +
    assets.reduce((sum, asset) => sum + gzipSync(readFileSync(join(EXTENSION, "assets", asset))).length, 0);
  const name = `storefront_${page}_added`;
  return [
    reported({ name, value: bytes / 1000, unit: "kB" }),
    reported({ name, value: assets.length, unit: "requests" }),
  ];
}

/** A shop in which every list of every page is full. */
function fill({ sells, publish, publishForShop }: Storefront): void {
  const products = Array.from({ length: PRODUCTS }, (_, n) =>
    sells({ title: `Product ${n}`, variants: [{ price: 900 + n * 10, compareAtPrice: n % 3 === 0 ? 4000 : null }] }),
  );
  const ids = products.map(({ id }) => id);
  publish(ids[0]!, {
    bought_together: ids.slice(1, 4),
    recommendations: ids.slice(4, 16),
    similar: ids.slice(16, 28),
  });
  // The last ones stand on no first page of a collection.
  publishForShop({ popular: ids.slice(-24) });
}

async function performanceOf(address: string, port: number): Promise<number> {
  const result = await lighthouse(address, { port, onlyCategories: ["performance"], logLevel: "silent" });
  const score = result?.lhr.categories["performance"]?.score;
  if (typeof score !== "number") throw new Error(`Lighthouse gave ${address} no score.`);
  return score * 100;
}

/** A theme app extension without a block. */
function emptyExtension(): string {
  const folder = mkdtempSync(join(tmpdir(), "no-blocks-"));
  for (const part of ["blocks", "snippets", "locales", "assets"]) mkdirSync(join(folder, part));
  return folder;
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

const middle = (values: readonly number[]) => median(values.toSorted((a, b) => a - b));
