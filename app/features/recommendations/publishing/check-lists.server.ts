import { withShop } from "~/adapters/db/connect/tenant.server";
import { WHOLE_SHOP } from "~/adapters/db/recommendations/candidates.server";
import { readCatalogue } from "~/adapters/db/recommendations/catalogue.server";
import { notePublication } from "~/adapters/db/recommendations/list-publication.server";
import {
  markSent,
  markWithdrawn,
  readPublishedIds,
  readStanding,
  type SentList,
} from "~/adapters/db/recommendations/published-lists.server";
import { findShop } from "~/adapters/db/shop/shops.server";
import type { AdminClient } from "~/adapters/shopify/connect/admin-client.server";
import { LISTS_OF_PRODUCTS, LISTS_OF_SHOP } from "~/adapters/shopify/queries/recommendations";
import type { AppContext } from "~/context/context.server";
import { isSameContent } from "~/domain/recommendations/showing/list-upkeep";
import { DAY_MS } from "~/domain/time/shop-time";
import { definitionsWithoutReader } from "./list-definitions.server";
import { METAFIELDS, nameOf, productGid } from "./list-metafields";

/** What one call may cost bounds it: six objects for each product. */
const PRODUCTS_PER_QUERY = 100;
const SAMPLE = 3 * PRODUCTS_PER_QUERY;

/** Holds every list in Shopify against what was sent, and has publishing mend what differs. */
export async function checkLists(context: AppContext, { shopId }: { shopId: string }, signal?: AbortSignal) {
  const shop = await findShop(context.db, shopId);
  if (shop === null || shop.uninstalledAt !== null) return { skipped: "not installed" };
  if (shop.needsReauth) return { skipped: "needs reauth" };
  const ids = await withShop(context.db, shopId, async (tx) => {
    const products = await readCatalogue(tx, shopId);
    return [...new Set([...products.map(({ productId }) => productId), ...(await readPublishedIds(tx, shopId))])];
  });
  return check(context, shopId, context.shopify.admin(shop.domain), ids, signal);
}

/** The same with some of the lists, others every time. */
export async function checkSomeLists(context: AppContext, shopId: string, admin: AdminClient, signal?: AbortSignal) {
  const ids = await withShop(context.db, shopId, (tx) => readPublishedIds(tx, shopId));
  if (ids.length === 0) return { checked: 0, different: 0 };
  const from = Math.floor(context.now() / DAY_MS) * SAMPLE;
  const sample = Array.from({ length: Math.min(SAMPLE, ids.length) }, (_, at) => ids[(from + at) % ids.length]!);
  return check(context, shopId, admin, sample, signal);
}

async function check(
  context: AppContext,
  shopId: string,
  admin: AdminClient,
  productIds: readonly string[],
  signal?: AbortSignal,
) {
  const missingDefinitions = await definitionsWithoutReader(admin, signal);
  let checked = 0;
  let different = 0;
  const products = productIds.filter((id) => id !== WHOLE_SHOP);
  const batches = Array.from({ length: Math.ceil(products.length / PRODUCTS_PER_QUERY) }, (_, at) =>
    products.slice(at * PRODUCTS_PER_QUERY, (at + 1) * PRODUCTS_PER_QUERY),
  );
  for (const batch of [[WHOLE_SHOP], ...batches]) {
    signal?.throwIfAborted();
    const held = batch[0] === WHOLE_SHOP ? await heldByShop(admin, signal) : await heldByProducts(admin, batch, signal);
    const found = await withShop(context.db, shopId, async (tx) => {
      const noted = new Map((await readStanding(tx, shopId, batch)).map((list) => [nameOf(list), list]));
      const others = held.filter((list) => {
        const note = noted.get(nameOf(list));
        return note === undefined || !isSameContent(note, list);
      });
      const names = new Set(held.map(nameOf));
      const lost = [...noted.values()].filter((list) => !names.has(nameOf(list)));
      // What stands there is the truth: publishing then sees what is to be written or withdrawn.
      await markSent(tx, shopId, others);
      await markWithdrawn(tx, shopId, lost);
      return others.length + lost.length;
    });
    checked += batch.length;
    different += found;
  }
  await withShop(context.db, shopId, async (tx) => {
    const checkedAt = new Date(context.now());
    await notePublication(tx, shopId, { checkedAt, checked, different, missingDefinitions });
    if (different > 0) await context.queue.send("publish-lists", { shopId }, { isUrgent: true, tx });
  });
  return { checked, different, missingDefinitions: missingDefinitions.length };
}

type Held = Partial<Record<string, { readonly value: string } | null>>;

async function heldByShop(admin: AdminClient, signal?: AbortSignal): Promise<SentList[]> {
  const { shop } = await admin.query(LISTS_OF_SHOP, {}, { signal });
  return listsIn(WHOLE_SHOP, { popular: shop.popular });
}

async function heldByProducts(admin: AdminClient, ids: readonly string[], signal?: AbortSignal): Promise<SentList[]> {
  const { nodes } = await admin.query(LISTS_OF_PRODUCTS, { ids: ids.map(productGid) }, { signal });
  return nodes.flatMap((node, at) => (node && "similar" in node ? listsIn(ids[at]!, { ...node, id: null }) : []));
}

function listsIn(productId: string, held: Held): SentList[] {
  return (Object.keys(METAFIELDS) as (keyof typeof METAFIELDS)[]).flatMap((list) => {
    const { products, weights } = METAFIELDS[list];
    const ids = held[products];
    const counts = weights === undefined ? null : held[weights];
    if (!ids && !counts) return [];
    return [
      {
        productId,
        list,
        listedIds: valuesIn(ids?.value).map((gid) => String(gid).split("/").at(-1)!),
        weights: valuesIn(counts?.value).map(Number),
      },
    ];
  });
}

/** Nothing where it is no list: it then differs from whatever was sent. */
function valuesIn(value: string | undefined): unknown[] {
  if (value === undefined) return [];
  try {
    const list: unknown = JSON.parse(value);
    return Array.isArray(list) ? list : [];
  } catch {
    return [];
  }
}
