import type { Database } from "~/adapters/db/connect/client.server";
import { withShop } from "~/adapters/db/connect/tenant.server";
import { WHOLE_SHOP } from "~/adapters/db/recommendations/candidates.server";
import {
  type ListKey,
  markSent,
  markWithdrawn,
  type SentList,
} from "~/adapters/db/recommendations/published-lists.server";
import type { AdminClient } from "~/adapters/shopify/connect/admin-client.server";
import { DELETE_METAFIELDS, EXISTING_PRODUCTS, SET_METAFIELDS } from "~/adapters/shopify/queries/recommendations";
import { inBatches } from "~/adapters/shopify/read/in-batches.server";
import { type RefusedItem, sendAllOrNone, type UserError } from "~/adapters/shopify/write/all-or-none";
import { withoutProducts } from "~/domain/recommendations/showing/list-upkeep";
import type { Log } from "~/process/log.server";
import type { ListChange } from "./list-changes.server";
import { keysOf, metafieldsOf, NAMESPACE, ownerGid, productGid } from "./list-metafields";

/** Most metafields Shopify takes in one call. */
const MOST_METAFIELDS = 25;
/** Most ids Shopify takes in one call. */
const PRODUCTS_PER_QUERY = 250;

export interface Sending {
  readonly db: Database;
  readonly log: Log;
  readonly admin: AdminClient;
  readonly shopId: string;
  readonly signal?: AbortSignal;
}

export interface Sent {
  readonly written: number;
  readonly withdrawn: number;
  /** Lists Shopify refused for a reason of their own. */
  readonly refused: number;
  readonly refusedProducts: readonly string[];
  /** Products found to be deleted in Shopify; they stand in no list any more. */
  readonly gone: readonly string[];
}

/**
 * Sends changes as full calls, and notes what was taken call by call, so that an interrupted run goes on where it
 * stopped. Products deleted meanwhile are left out: one refused call for each tells of them, whatever lists they stand
 * in.
 *
 * @param noteGone - told of each of them, so that lists still to be made fill their places.
 */
export async function sendLists(
  sending: Sending,
  changes: AsyncIterable<ListChange>,
  noteGone: (productId: string) => void = () => {},
): Promise<Sent> {
  const gone = new Set<string>();
  const refusedProducts = new Set<string>();
  const counts = { written: 0, withdrawn: 0, refused: 0 };
  const isGone = (id: string) => gone.has(id);

  /** Counts a refused list; gives what a line of the log says of it. */
  function noteRefusal({ productId, list }: ListKey) {
    counts.refused += 1;
    refusedProducts.add(productId);
    return { shopId: sending.shopId, productId, list };
  }

  async function write(lists: readonly SentList[]): Promise<void> {
    const taken = await sendAllOrNone(
      lists.flatMap((list) => mended(list, isGone)),
      (some) => setMetafields(sending, some),
      async (named) => {
        for (const id of await deletedProducts(sending, idsOf(named, gone))) {
          gone.add(id);
          noteGone(id);
        }
        return named.flatMap(({ item, error }) => {
          const [left] = mended(item, isGone);
          if (left !== item) return left ?? [];
          sending.log.warn({ ...noteRefusal(item), code: error.code }, "recommendation list refused");
          return [];
        });
      },
    );
    counts.written += taken.length;
    await withShop(sending.db, sending.shopId, (tx) => markSent(tx, sending.shopId, taken));
  }

  async function withdraw(lists: readonly ListKey[]): Promise<void> {
    const withItsProduct: ListKey[] = [];
    const taken = await sendAllOrNone(
      lists,
      (some) => deleteMetafields(sending, some),
      async (named) => {
        // With its product a list is gone, too; any other is tried again by the next run.
        const owners = new Set(named.map(({ item }) => item.productId));
        owners.delete(WHOLE_SHOP);
        const deleted = new Set(await deletedProducts(sending, [...owners]));
        for (const { item, error } of named) {
          if (deleted.has(item.productId)) withItsProduct.push(item);
          else sending.log.warn({ ...noteRefusal(item), reason: error.message }, "recommendation list not withdrawn");
        }
        return [];
      },
    );
    counts.withdrawn += taken.length;
    await withShop(sending.db, sending.shopId, (tx) =>
      markWithdrawn(tx, sending.shopId, [...taken, ...withItsProduct]),
    );
  }

  const writing = inCalls(write);
  const withdrawing = inCalls(withdraw);
  for await (const change of changes) {
    sending.signal?.throwIfAborted();
    if (change.what === "write") await writing.add(change.list);
    else await withdrawing.add(change.list);
  }
  await writing.end();
  await withdrawing.end();
  return { ...counts, refusedProducts: [...refusedProducts], gone: [...gone] };
}

/** Collects lists until their metafields fill a call. */
function inCalls<L extends ListKey>(call: (lists: readonly L[]) => Promise<void>) {
  let waiting: L[] = [];
  let metafields = 0;
  const end = async () => {
    const lists = waiting;
    waiting = [];
    metafields = 0;
    if (lists.length > 0) await call(lists);
  };
  return {
    async add(list: L) {
      const count = keysOf(list.list).length;
      if (metafields + count > MOST_METAFIELDS) await end();
      waiting.push(list);
      metafields += count;
    },
    end,
  };
}

/** The list without products that are gone, the same object if none was in it; nothing where nothing is left. */
function mended(list: SentList, isGone: (id: string) => boolean): SentList[] {
  if (isGone(list.productId)) return [];
  const left = withoutProducts(list, isGone);
  return left.listedIds.length === 0 ? [] : [left];
}

/** Every product a refused list names. */
function idsOf(refused: readonly RefusedItem<SentList>[], known: ReadonlySet<string>): string[] {
  const ids = new Set(refused.flatMap(({ item }) => [item.productId, ...item.listedIds]));
  return [...ids].filter((id) => id !== WHOLE_SHOP && !known.has(id));
}

async function setMetafields({ admin, shopId, signal }: Sending, lists: readonly SentList[]) {
  const sent = lists.map((list) => metafieldsOf(shopId, list));
  const { metafieldsSet } = await admin.query(SET_METAFIELDS, { metafields: sent.flat() }, { signal });
  return ofLists(metafieldsSet?.userErrors ?? [], sent);
}

async function deleteMetafields({ admin, shopId, signal }: Sending, lists: readonly ListKey[]) {
  const sent = lists.map(({ productId, list }) =>
    keysOf(list).map((key) => ({ ownerId: ownerGid(shopId, productId), namespace: NAMESPACE, key })),
  );
  const { metafieldsDelete } = await admin.query(DELETE_METAFIELDS, { metafields: sent.flat() }, { signal });
  return ofLists(metafieldsDelete?.userErrors ?? [], sent);
}

/** Errors name the place of a metafield; this makes it the place of its list. */
function ofLists(errors: readonly UserError[], sent: readonly (readonly unknown[])[]): UserError[] {
  const listAt = sent.flatMap((metafields, list) => metafields.map(() => list));
  return errors.map((error) => ({
    ...error,
    field: error.field?.map((part) => (/^\d+$/.test(part) ? String(listAt[Number(part)] ?? part) : part)),
  }));
}

/** Those of the products that Shopify does not have: its error names a list, not which of its products is missing. */
async function deletedProducts({ admin, signal }: Sending, productIds: readonly string[]): Promise<string[]> {
  const deleted: string[] = [];
  await inBatches(productIds, PRODUCTS_PER_QUERY, async (batch) => {
    const { nodes } = await admin.query(EXISTING_PRODUCTS, { ids: batch.map(productGid) }, { signal });
    deleted.push(...batch.filter((_, index) => nodes[index] === null));
  });
  return deleted;
}
