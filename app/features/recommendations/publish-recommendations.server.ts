import { createHash } from "node:crypto";
import type { Database } from "~/adapters/db/client.server";
import {
  type ListedRecommendation,
  markPublished,
  markWithdrawn,
  readPublishedHashes,
} from "~/adapters/db/recommendations.server";
import { withShop } from "~/adapters/db/tenant.server";
import type { AdminClient } from "~/adapters/shopify/admin-client.server";
import { DELETE_METAFIELDS, RECOMMENDATION_OWNER, SET_METAFIELDS } from "~/adapters/shopify/queries/recommendations";
import type { Log } from "~/log.server";

/** The app's reserved namespace as the Admin API writes it; Shopify resolves it to one per app. */
const NAMESPACE = "$app";
const KEY = "recommendations";
/** Read by the theme block as `app.metafields.comeback.namespace`. */
const BLOCK_NAMESPACE = "comeback";
/** Most metafields Shopify takes in one call. */
const BATCH = 25;

interface PublishedList {
  readonly productId: string;
  readonly value: string;
  readonly contentHash: string;
}

interface Publishing {
  readonly db: Database;
  readonly log: Log;
  readonly admin: AdminClient;
  readonly shopId: string;
  readonly signal?: AbortSignal;
}

/**
 * Makes the products' metafields in Shopify say what the lists say. Only lists that differ from what was last
 * sent are written, because every write also makes Shopify announce the product as changed; lists that became
 * empty are withdrawn. What was sent is noted batch by batch, so an interrupted run goes on where it stopped.
 *
 * @returns how many products show a list in Shopify afterwards.
 */
export async function publishRecommendations(
  publishing: Publishing,
  lists: readonly (readonly ListedRecommendation[])[],
): Promise<number> {
  const { db, shopId, signal } = publishing;
  const standing = await withShop(db, shopId, (tx) => readPublishedHashes(tx, shopId));
  const wanted = lists.flatMap((list) => publishedList(list) ?? []);
  const changed = wanted.filter(({ productId, contentHash }) => standing.get(productId) !== contentHash);
  const kept = new Set(wanted.map(({ productId }) => productId));
  const withdrawn = [...standing.keys()].filter((productId) => !kept.has(productId));

  const refused = new Set<string>();
  for (const batch of batches(changed)) {
    signal?.throwIfAborted();
    const accepted = await write(publishing, batch);
    for (const list of batch) if (!accepted.includes(list)) refused.add(list.productId);
    await withShop(db, shopId, (tx) => markPublished(tx, shopId, accepted));
  }
  if (changed.length > refused.size) await tellBlocksTheNamespace(publishing);
  for (const batch of batches(withdrawn)) {
    signal?.throwIfAborted();
    await withdraw(publishing, batch);
    await withShop(db, shopId, (tx) => markWithdrawn(tx, shopId, batch));
  }
  return wanted.length - refused.size;
}

function publishedList(list: readonly ListedRecommendation[]): PublishedList | null {
  const [first] = list;
  if (!first) return null;
  const value = JSON.stringify(list.map(({ recommendedId }) => productGid(recommendedId)));
  return { productId: first.productId, value, contentHash: createHash("sha256").update(value).digest("hex") };
}

/** Writes a batch. Shopify takes all or none, so a refused batch is tried list by list and only bad ones are left out. */
async function write(publishing: Publishing, batch: readonly PublishedList[]): Promise<PublishedList[]> {
  const { admin, log, shopId, signal } = publishing;
  const { metafieldsSet } = await admin.query(
    SET_METAFIELDS,
    {
      metafields: batch.map(({ productId, value }) => ({
        ownerId: productGid(productId),
        namespace: NAMESPACE,
        key: KEY,
        type: "list.product_reference",
        value,
      })),
    },
    { signal },
  );
  const errors = metafieldsSet?.userErrors ?? [];
  if (errors.length === 0) return [...batch];
  if (batch.length > 1) {
    const accepted: PublishedList[] = [];
    for (const list of batch) accepted.push(...(await write(publishing, [list])));
    return accepted;
  }
  log.warn({ shopId, productId: batch[0]?.productId, code: errors[0]?.code }, "recommendation list refused");
  return [];
}

async function withdraw({ admin, signal }: Publishing, productIds: readonly string[]): Promise<void> {
  await admin.query(
    DELETE_METAFIELDS,
    { metafields: productIds.map((id) => ({ ownerId: productGid(id), namespace: NAMESPACE, key: KEY })) },
    { signal },
  );
}

/**
 * Theme blocks may have to name the resolved namespace (`app--123`) instead of `app`, depending on the theme's
 * Liquid; the app's own metafield tells them. Writing it again changes nothing.
 */
async function tellBlocksTheNamespace({ admin, signal }: Publishing): Promise<void> {
  const { currentAppInstallation: installation } = await admin.query(RECOMMENDATION_OWNER, {}, { signal });
  const namespace = `app--${installation.app.id.split("/").at(-1)}`;
  await admin.query(
    SET_METAFIELDS,
    {
      metafields: [
        {
          ownerId: installation.id,
          namespace: BLOCK_NAMESPACE,
          key: "namespace",
          type: "single_line_text_field",
          value: namespace,
        },
      ],
    },
    { signal },
  );
}

function productGid(productId: string): string {
  return `gid://shopify/Product/${productId}`;
}

function batches<T>(items: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(items.length / BATCH) }, (_, i) => items.slice(i * BATCH, (i + 1) * BATCH));
}
