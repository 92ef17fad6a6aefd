import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { storeCandidates, type StoredCandidates, WHOLE_SHOP } from "~/adapters/db/recommendations/candidates.server";
import { withShop } from "~/adapters/db/connect/tenant.server";
import { EXPIRY_SECONDS } from "~/adapters/jobs/schema.server";
import { seededRandom } from "~/domain/numeric/random";
import { CANDIDATES_KEPT } from "~/domain/recommendations/showing/list-kinds";
import type { Candidate } from "~/domain/recommendations/showing/made-lists";
import { STANDARD_BUCKET } from "../simulator/graphql/leaky-bucket";
import { type Simulator, startSimulator } from "../simulator/server";
import type { ShopStore } from "../simulator/store/shop-store";
import type { BenchDatabase } from "./bench-database";
import { below, type Figure } from "./figure";
import type { Publication, PublicationJob } from "./publish-lists";
import { CURRENCY, TIME_ZONE, writeEmptyShop } from "./synthetic-shop";

const SCRIPT = fileURLToPath(new URL("./publish-lists.ts", import.meta.url));
/** Stands in most lists. */
const BEST_SELLER = 1;
const [API_KEY, API_SECRET] = ["bench-key", "bench-secret"];
/** Of products, in a catalogue that is large for Shopify. */
const TIMES_LARGER = 5;
/** Most metafields Shopify takes in one call. */
const METAFIELDS_PER_CALL = 25;
/** More points than all calls take: waiting for them is reckoned, not done. */
const POINTS = 1_000_000_000;
/** What lists may be built in, too. */
const MOST_MB = 512;

/**
 * Lists of a catalogue written to the simulated Shopify by HTTP, by a process of their own: how many calls it takes, how
 * many when the product in most of the lists was deleted and nobody told, and how many when nothing changed. The same of
 * five times the products, whose calls are answered in that process: what it takes, and the wait for Shopify's points.
 */
export async function publishingFigures(database: BenchDatabase, products: number): Promise<Figure[]> {
  const dataDir = mkdtempSync(join(tmpdir(), "comeback-bench-shopify-"));
  const simulator = await startSimulator({
    ...{ dataDir, apiKey: API_KEY, apiSecret: API_SECRET, appConfig: { subscriptions: [] } },
    bucket: { maximum: POINTS, restorePerSecond: 0 },
  });
  try {
    const shop = await simulatedShop(database, simulator, products);
    const clean = await publication(shop.job);
    const pointsPerCall = (POINTS - simulator.bucket(shop.job.domain).available()) / clean.calls;
    const unchanged = await publication(shop.job);
    const deleted = await publishAfterDeletion(database, shop);
    const large = await publication(await largeShop(database, products * TIMES_LARGER));
    const waitMinutes = (large.calls * pointsPerCall) / STANDARD_BUCKET.restorePerSecond / 60;
    return [
      below({ name: "publish_calls", value: clean.calls, unit: "calls" }, mostCalls(clean)),
      below({ name: "publish_calls_one_deleted", value: deleted, unit: "calls" }, Math.floor(1.2 * clean.calls)),
      below({ name: "publish_calls_unchanged", value: unchanged.calls, unit: "calls" }, 1),
      below({ name: "publish_large_calls", value: large.calls, unit: "calls" }, mostCalls(large)),
      below({ name: "publish_large_memory", value: large.peakMb, unit: "MB" }, MOST_MB),
      below(
        { name: "publish_large_time", value: large.ms / 60_000 + waitMinutes, unit: "min" },
        EXPIRY_SECONDS["publish-lists"] / 60,
      ),
    ];
  } finally {
    await simulator.close();
    rmSync(dataDir, { recursive: true });
  }
}

/** Hardly more than full calls take. */
function mostCalls({ metafields }: Publication): number {
  return Math.ceil((1.05 * metafields) / METAFIELDS_PER_CALL);
}

async function publication(job: PublicationJob): Promise<Publication> {
  const { stdout } = await promisify(execFile)(process.execPath, ["--import", "tsx", SCRIPT, JSON.stringify(job)]);
  return JSON.parse(stdout) as Publication;
}

/** Calls for everything published anew, and again as the app asks itself when it found a product gone. */
async function publishAfterDeletion({ owner }: BenchDatabase, { store, job }: SimulatedShop): Promise<number> {
  await owner.pool.query("DELETE FROM published_list WHERE shop_id = $1", [job.shopId]);
  store.deleteProduct(BEST_SELLER);
  const first = await publication(job);
  if (first.gone !== 1) throw new Error(`One product was deleted, ${first.gone} were found.`);
  return first.calls + (await publication(job)).calls;
}

interface SimulatedShop {
  readonly store: ShopStore;
  readonly job: PublicationJob;
}

async function simulatedShop(database: BenchDatabase, simulator: Simulator, products: number): Promise<SimulatedShop> {
  const domain = "bench-publishing.myshopify.com";
  const store = simulator.store.createShop({ domain, name: "Bench", ianaTimezone: TIME_ZONE, currencyCode: CURRENCY });
  store.install();
  fillSimulator(simulator, store, products);
  await writeShop(database, String(store.id), domain, products);
  const token = await tokenOf(simulator, store);
  const { appUrl } = database;
  return { store, job: { appUrl, shopId: String(store.id), domain, simulator: { url: simulator.url, token } } };
}

async function largeShop(database: BenchDatabase, products: number): Promise<PublicationJob> {
  const [shopId, domain] = ["31", "bench-large.myshopify.com"];
  await writeShop(database, shopId, domain, products);
  return { appUrl: database.appUrl, shopId, domain, simulator: null };
}

/** A shop whose lists are built. */
async function writeShop(database: BenchDatabase, shopId: string, domain: string, products: number): Promise<void> {
  await writeEmptyShop(database, shopId, domain);
  await writeProducts(database, shopId, products);
  const ids = Array.from({ length: products }, (_, at) => String(at + 1));
  await withShop(database.app, shopId, (tx) => storeCandidates(tx, shopId, ids, candidatesOf(products)));
  await database.owner.pool.query("VACUUM ANALYZE product, candidate_list");
}

/** Products 1, 2, 3 and so on. */
function fillSimulator({ store: { database } }: Simulator, store: ShopStore, products: number): void {
  database.transaction(() => {
    for (let id = 1; id <= products; id++) {
      store.createProduct({
        id,
        title: `Product ${id}`,
        handle: `product-${id}`,
        variants: [{ price: 900 + (id % 90) * 50 }],
      });
    }
  });
}

async function writeProducts({ owner }: BenchDatabase, shopId: string, products: number): Promise<void> {
  await owner.pool.query(
    `INSERT INTO product (shop_id, product_id, title, handle, status, is_gift_card, tags, is_published, has_stock,
                          lowest_price, highest_price, updated_at)
     SELECT $1, id, 'Product ' || id, 'product-' || id, 'ACTIVE', false, '{}', true, true, 900, 900, now()
       FROM generate_series(1, $2::int) AS id`,
    [shopId, products],
  );
}

/** As many as a build keeps: some near the product, others from all over the shop, best sellers, which come first, most. */
function* candidatesOf(products: number): Generator<StoredCandidates> {
  const random = seededRandom(11);
  const anywhere = () => 1 + Math.floor(products * random() ** 3);
  const near = (product: number) => 1 + ((product + Math.floor(60 * random() ** 2)) % products);
  yield { productId: WHOLE_SHOP, list: "popular", candidates: candidates(CANDIDATES_KEPT.popular, (at) => at + 1) };
  for (let product = 1; product <= products; product++) {
    for (const list of ["together", "similar", "cart"] as const) {
      const draw = (at: number) => (at % 2 === 0 ? near(product) : anywhere());
      yield { productId: String(product), list, candidates: candidates(CANDIDATES_KEPT[list], draw, product) };
    }
  }
}

function candidates(length: number, draw: (at: number) => number, besides = 0): Candidate[] {
  const drawn = new Set(Array.from({ length }, (_, at) => draw(at)));
  drawn.delete(besides);
  return [...drawn].map((product, at) => ({
    productId: String(product),
    weight: 1000 - at * 20,
    evidence: { together: 9, customers: 7, lift: 3 },
  }));
}

async function tokenOf(simulator: Simulator, store: ShopStore): Promise<string> {
  const { status, body } = await simulator.tokens.answer(store.profile(), {
    client_id: API_KEY,
    client_secret: API_SECRET,
    grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
    subject_token: await simulator.sessionToken(store.domain),
    subject_token_type: "urn:ietf:params:oauth:token-type:id_token",
    requested_token_type: "urn:shopify:params:oauth:token-type:offline-access-token",
    expiring: "1",
  });
  if (status !== 200) throw new Error(`The simulator gave no token: ${JSON.stringify(body)}.`);
  return String(body["access_token"]);
}
