import { withShop } from "~/adapters/db/connect/tenant.server";
import { WHOLE_SHOP } from "~/adapters/db/recommendations/candidates.server";
import { notePublication } from "~/adapters/db/recommendations/list-publication.server";
import { deleteProducts } from "~/adapters/db/recommendations/products.server";
import { forgetSent, readPublishedIds } from "~/adapters/db/recommendations/published-lists.server";
import { findShop } from "~/adapters/db/shop/shops.server";
import { RECOMMENDATION_OWNER, SET_METAFIELDS } from "~/adapters/shopify/queries/recommendations";
import type { AppContext } from "~/context/context.server";
import { isVisible } from "~/domain/recommendations/eligibility";
import { noteTodaysDraw, readTodaysDraw } from "../experiment/todays-draw.server";
import { readListShop } from "../list-shop.server";
import { followProductChanges } from "../ranking/ask-for-lists.server";
import { listChanges } from "./list-changes.server";
import { type Sending, sendLists } from "./send-lists.server";

/** Read by the theme blocks as `app.metafields.comeback.namespace`. */
const BLOCK_NAMESPACE = "comeback";

/**
 * Makes the metafields in Shopify say what the lists say now: ranked products as last built, under the merchant's
 * wishes, without what may not be shown. Only what differs is sent, because every write makes Shopify announce the
 * product as changed. It may be asked for at any time, and does nothing when nothing changed.
 */
export async function publishLists(context: AppContext, { shopId }: { shopId: string }, signal?: AbortSignal) {
  const { db, log } = context;
  const shop = await findShop(db, shopId);
  if (shop === null || shop.uninstalledAt !== null) return { skipped: "not installed" };
  if (shop.needsReauth) return { skipped: "needs reauth" };
  const now = context.now();
  const sending: Sending = { db, log, admin: context.shopify.admin(shop.domain), shopId, signal };
  try {
    const { listShop, published, today } = await withShop(db, shopId, async (tx) => ({
      listShop: await readListShop(tx, shopId),
      today: await readTodaysDraw(tx, shopId, now),
      published: await readPublishedIds(tx, shopId),
    }));
    const isKnown = (id: string) => id === WHOLE_SHOP || listShop.shelf.has(id);
    await withShop(db, shopId, (tx) =>
      forgetSent(
        tx,
        shopId,
        published.filter((id) => !isKnown(id)),
      ),
    );
    const visible = [...listShop.shelf.values()].filter(isVisible).map(({ productId }) => productId);
    const ids = [...new Set([WHOLE_SHOP, ...visible, ...published.filter(isKnown)])];
    const shelf = new Map(listShop.shelf);
    const changes = listChanges({ db, shopId, now }, { ...listShop, shelf }, ids, today);
    const sent = await sendLists(sending, changes, (id) => shelf.delete(id));
    if (sent.written > 0) await tellBlocksTheNamespace(sending);
    await withShop(db, shopId, async (tx) => {
      await notePublication(tx, shopId, {
        publishedAt: new Date(now),
        failedBecause: null,
        written: sent.written,
        refused: sent.refused,
      });
      if (today) await noteTodaysDraw(tx, shopId, today, new Set([...sent.refusedProducts, ...sent.gone]));
      // Their message may have been lost; the places they leave are filled as after any change of a product.
      await followProductChanges(context, tx, shopId, sent.gone, () => deleteProducts(tx, shopId, sent.gone));
    });
    return { written: sent.written, withdrawn: sent.withdrawn, refused: sent.refused, gone: sent.gone.length };
  } catch (error) {
    const failedBecause = error instanceof Error ? error.message : String(error);
    await withShop(db, shopId, (tx) => notePublication(tx, shopId, { failedBecause })).catch(() => {
      // The first error matters more than failing to note it.
    });
    throw error;
  }
}

/**
 * Theme blocks may have to name the resolved namespace (`app--123`) instead of `app`, depending on the theme's
 * Liquid; the app's own metafield tells them. Writing it again changes nothing.
 */
async function tellBlocksTheNamespace({ admin, signal }: Sending): Promise<void> {
  const { currentAppInstallation: installation } = await admin.query(RECOMMENDATION_OWNER, {}, { signal });
  const value = `app--${installation.app.id.split("/").at(-1)}`;
  const of = { ownerId: installation.id, namespace: BLOCK_NAMESPACE, key: "namespace" };
  await admin.query(SET_METAFIELDS, { metafields: [{ ...of, type: "single_line_text_field", value }] }, { signal });
}
