import { findVisibleProducts, readCatalogue } from "~/adapters/db/recommendations/catalogue.server";
import {
  addBan,
  liftBan,
  readPins,
  writeListRules,
  writePins,
} from "~/adapters/db/recommendations/wishes-for-lists.server";
import { type Tx, withShop } from "~/adapters/db/connect/tenant.server";
import type { AppContext } from "~/context/context.server";
import { moved } from "~/domain/recommendations/showing/choices";
import { MOST_SHOWN } from "~/domain/recommendations/showing/list-kinds";
import type { Answer } from "~/features/page/use-toast";
import { RECOMMENDATION_TEXTS } from "~/words/pages/recommendations";
import { wordsOf } from "~/words/words";
import { countEmptied } from "./count-emptied.server";
import type { ListWish } from "./read-list-wish";

const say = wordsOf(RECOMMENDATION_TEXTS);

/** Does what a merchant asks for; lists that change by it are published at once. */
export async function changeLists(context: AppContext, shopId: string, wish: ListWish): Promise<Answer> {
  if (wish.what === "rebuild") {
    // One waiting build is enough, however often it is asked for.
    await context.queue.send("build-recommendations", { shopId }, { isUrgent: true });
    return { message: say("rebuild.requested") };
  }
  if (wish.what === "check") {
    await context.queue.send("check-lists", { shopId }, { isUrgent: true });
    return { message: say("check.requested") };
  }
  return withShop(context.db, shopId, async (tx) => {
    const error = await store(tx, shopId, wish);
    if (error !== null) return { error };
    await context.queue.send("publish-lists", { shopId }, { isUrgent: true, tx });
    const emptied = wish.what === "rules" ? await countEmptied(tx, shopId) : 0;
    return {
      message:
        emptied === 0
          ? say("wish.saved")
          : say("wish.savedRules", { count: emptied, shown: emptied.toLocaleString("en") }),
    };
  });
}

/** Why it cannot be done; null when it is. */
async function store(
  tx: Tx,
  shopId: string,
  wish: Exclude<ListWish, { what: "rebuild" } | { what: "check" }>,
): Promise<string | null> {
  if (!(await areInShop(tx, shopId, productsOf(wish)))) return say("wish.notInShop");
  switch (wish.what) {
    case "rules":
      await writeListRules(tx, shopId, wish.rules);
      return null;
    case "ban":
      await addBan(tx, shopId, wish);
      if (wish.besideId !== null) await changePins(tx, shopId, wish.besideId, (ids) => without(ids, wish.productId));
      return null;
    case "allow":
      await liftBan(tx, shopId, wish);
      return null;
    case "pinTitle": {
      const found = await productTitled(tx, shopId, wish.title);
      return "error" in found ? found.error : pin(tx, shopId, wish.productId, found.productId);
    }
    case "pin":
      return pin(tx, shopId, wish.productId, wish.otherId);
    case "unpin":
      return changePins(tx, shopId, wish.productId, (ids) => without(ids, wish.otherId));
    case "up":
      return changePins(tx, shopId, wish.productId, (ids) => moved(ids, wish.otherId, -1));
    case "down":
      return changePins(tx, shopId, wish.productId, (ids) => moved(ids, wish.otherId, 1));
  }
}

/** The products a pin or a ban needs; what undoes one may name a product that is gone. */
function productsOf(wish: ListWish): readonly string[] {
  if (wish.what === "pin") return [wish.productId, wish.otherId];
  if (wish.what === "pinTitle") return [wish.productId];
  if (wish.what === "ban") return wish.besideId === null ? [wish.productId] : [wish.productId, wish.besideId];
  return [];
}

async function areInShop(tx: Tx, shopId: string, productIds: readonly string[]): Promise<boolean> {
  if (productIds.length === 0) return true;
  const wanted = [...new Set(productIds)];
  return (await readCatalogue(tx, shopId, wanted)).length === wanted.length;
}

async function pin(tx: Tx, shopId: string, productId: string, pinnedId: string): Promise<string | null> {
  if (productId === pinnedId) return say("wish.itself");
  await liftBan(tx, shopId, { productId: pinnedId, besideId: productId });
  return changePins(tx, shopId, productId, (ids) => [...without(ids, pinnedId), pinnedId]);
}

async function changePins(
  tx: Tx,
  shopId: string,
  productId: string,
  change: (ids: readonly string[]) => readonly string[],
): Promise<string | null> {
  const pins = await readPins(tx, shopId);
  const ids = change(pins.filter((each) => each.productId === productId).map(({ pinnedId }) => pinnedId));
  if (ids.length > MOST_SHOWN) return say("wish.tooManyPins", { count: String(MOST_SHOWN) });
  await writePins(tx, shopId, productId, ids);
  return null;
}

const without = (ids: readonly string[], id: string) => ids.filter((each) => each !== id);

async function productTitled(
  tx: Tx,
  shopId: string,
  title: string,
): Promise<{ readonly productId: string } | { readonly error: string }> {
  const { products, total } = await findVisibleProducts(tx, shopId, { search: title, limit: 20, offset: 0 });
  const exact = products.filter((product) => product.title.toLowerCase() === title.toLowerCase());
  const [only] = exact.length > 0 ? exact : products;
  if (only === undefined) return { error: say("wish.noProduct", { title }) };
  return exact.length === 1 || total === 1
    ? only
    : { error: say("wish.severalProducts", { count: String(total), title }) };
}
