import type { Database } from "~/adapters/db/connect/client.server";
import { withShop } from "~/adapters/db/connect/tenant.server";
import {
  type ListedRecommendation,
  markPublished,
  markWithdrawn,
  readPublishedHashes,
} from "~/adapters/db/recommendations/recommendations.server";
import type { AdminClient } from "~/adapters/shopify/connect/admin-client.server";
import {
  DELETE_METAFIELDS,
  EXISTING_PRODUCTS,
  RECOMMENDATION_OWNER,
  SET_METAFIELDS,
} from "~/adapters/shopify/queries/recommendations";
import { inBatches } from "~/adapters/shopify/read/in-batches.server";
import { type RefusedItem, sendAllOrNone } from "~/adapters/shopify/write/all-or-none";
import type { Log } from "~/process/log.server";
import { productGid, publishedList, type PublishedList, valueOf, withoutProducts } from "./published-list";

/** The app's reserved namespace as the Admin API writes it; Shopify resolves it to one per app. */
const NAMESPACE = "$app";
const KEY = "recommendations";
/** Read by the theme block as `app.metafields.comeback.namespace`. */
const BLOCK_NAMESPACE = "comeback";
/** Most metafields Shopify takes in one call. */
const BATCH = 25;
/** Most ids Shopify takes in one call. */
const PRODUCTS_PER_QUERY = 250;

interface Publishing {
  readonly db: Database;
  readonly log: Log;
  readonly admin: AdminClient;
  readonly shopId: string;
  readonly signal?: AbortSignal;
}

export interface Publication {
  /** Products that show a list in Shopify afterwards. */
  readonly published: number;
  /** Lists sent by this run. */
  readonly written: number;
  /** Lists Shopify refused for a reason of their own. */
  readonly refused: number;
  /** Products found to be deleted in Shopify; they stand in no list any more. */
  readonly gone: readonly string[];
}

/**
 * Makes the products' metafields in Shopify say what the lists say. Only lists that differ from what was last
 * sent are written, because every write also makes Shopify announce the product as changed; lists that became
 * empty are withdrawn. What was sent is noted batch by batch, so an interrupted run goes on where it stopped.
 * Products deleted meanwhile are left out of the lists, and with one call for all lists they stand in.
 */
export async function publishRecommendations(
  publishing: Publishing,
  lists: readonly (readonly ListedRecommendation[])[],
): Promise<Publication> {
  const { db, log, shopId, signal } = publishing;
  const standing = await withShop(db, shopId, (tx) => readPublishedHashes(tx, shopId));
  const wanted = lists.flatMap((list) => publishedList(list) ?? []);
  const changed = wanted.filter(({ productId, contentHash }) => standing.get(productId) !== contentHash);
  const kept = new Set(wanted.map(({ productId }) => productId));
  const withdrawn = [...standing.keys()].filter((productId) => !kept.has(productId));

  const gone = new Set<string>();
  let written = 0;
  let refused = 0;
  for (const batch of batches(changed)) {
    signal?.throwIfAborted();
    const left = batch.flatMap((list) => withoutProducts(list, gone) ?? []);
    const accepted = await sendAllOrNone(
      left,
      (some) => writeLists(publishing, some),
      async (named) => {
        for (const id of await deletedProducts(publishing, idsOf(named, gone))) gone.add(id);
        return named.flatMap(({ item, error }) => {
          const mended = withoutProducts(item, gone);
          if (mended !== item) return mended ?? [];
          refused += 1;
          log.warn({ shopId, productId: item.productId, code: error.code }, "recommendation list refused");
          return [];
        });
      },
    );
    written += accepted.length;
    await withShop(db, shopId, (tx) => markPublished(tx, shopId, accepted));
  }
  if (gone.size > 0) log.warn({ shopId, products: gone.size }, "recommendations of deleted products left out");
  if (written > 0) await tellBlocksTheNamespace(publishing);
  for (const batch of batches(withdrawn)) {
    signal?.throwIfAborted();
    const deleted: string[] = [];
    const accepted = await sendAllOrNone(
      batch,
      (some) => withdrawLists(publishing, some),
      async (named) => {
        // With its product a list is gone, too; any other is tried again by the next build.
        const ids = named.map(({ item }) => item);
        deleted.push(...(await deletedProducts(publishing, ids)));
        const left = ids.length - deleted.length;
        if (left > 0) log.warn({ shopId, lists: left, reason: named[0]?.error.message }, "lists not withdrawn");
        return [];
      },
    );
    await withShop(db, shopId, (tx) => markWithdrawn(tx, shopId, [...accepted, ...deleted]));
  }
  return {
    published: wanted.length - changed.length + written,
    written,
    refused,
    gone: [...gone],
  };
}

/** Every product a refused list names. */
function idsOf(refused: readonly RefusedItem<PublishedList>[], known: ReadonlySet<string>): string[] {
  const ids = new Set(refused.flatMap(({ item }) => [item.productId, ...item.recommendedIds]));
  return [...ids].filter((id) => !known.has(id));
}

async function writeLists({ admin, signal }: Publishing, lists: readonly PublishedList[]) {
  const { metafieldsSet } = await admin.query(
    SET_METAFIELDS,
    {
      metafields: lists.map((list) => ({
        ownerId: productGid(list.productId),
        namespace: NAMESPACE,
        key: KEY,
        type: "list.product_reference",
        value: valueOf(list),
      })),
    },
    { signal },
  );
  return metafieldsSet?.userErrors ?? [];
}

async function withdrawLists({ admin, signal }: Publishing, productIds: readonly string[]) {
  const { metafieldsDelete } = await admin.query(
    DELETE_METAFIELDS,
    { metafields: productIds.map((id) => ({ ownerId: productGid(id), namespace: NAMESPACE, key: KEY })) },
    { signal },
  );
  return metafieldsDelete?.userErrors ?? [];
}

/** Those of the products that Shopify does not have: its error names a list, not which of its products is missing. */
async function deletedProducts({ admin, signal }: Publishing, productIds: readonly string[]): Promise<string[]> {
  const deleted: string[] = [];
  await inBatches(productIds, PRODUCTS_PER_QUERY, async (batch) => {
    const { nodes } = await admin.query(EXISTING_PRODUCTS, { ids: batch.map(productGid) }, { signal });
    deleted.push(...batch.filter((_, index) => nodes[index] === null));
  });
  return deleted;
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

function batches<T>(items: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(items.length / BATCH) }, (_, i) => items.slice(i * BATCH, (i + 1) * BATCH));
}
