import { shopPayload } from "../payloads/payloads";
import { appInstallation, type AppInstallation } from "./app-installation";
import { checkouts, type Checkouts } from "./checkouts";
import { customers, type Customers } from "./customers";
import { orderChanges, type OrderChanges } from "./order-changes";
import { orders, type Orders } from "./orders";
import { products, type Products } from "./products";
import { metafieldOfRow, type MetafieldRecord } from "./records/metafield";
import type { ShopRecord } from "./records/shop";
import type { Id } from "./records/values";
import { shopContext, type Surroundings } from "./shop-context";

/** One shop's data. Reads answer `undefined` for what does not exist. */
export interface ShopStore extends Products, Customers, Checkouts, Orders, OrderChanges, AppInstallation {
  readonly id: Id;
  readonly domain: string;
  profile(): ShopRecord;
  /** Emits `shop/update`. */
  updateProfile(
    changes: Partial<Omit<ShopRecord, "id" | "domain" | "installedAt" | "installationId" | "scopes">>,
  ): ShopRecord;
  metafields(ownerGid: string): MetafieldRecord[];
  counts(): { products: number; customers: number; orders: number; checkouts: number };
}

export function shopStore(surroundings: Surroundings, shop: ShopRecord): ShopStore {
  const context = shopContext(surroundings, shop);
  const { database, shopId, domain, now, profile, changeShop, emit, command } = context;

  function count(table: "product" | "customer" | `"order"` | "checkout"): number {
    return Number(database.get(`SELECT count(*) AS n FROM ${table} WHERE shop_id = ?`, shopId)?.["n"]);
  }

  return {
    id: shopId,
    domain,
    profile,
    updateProfile: (changes) =>
      command(() => {
        const changed = changeShop({ ...changes, updatedAt: now() });
        emit("shop/update", shopPayload(changed));
        return changed;
      }),
    metafields: (ownerGid) =>
      database
        .all("SELECT * FROM metafield WHERE shop_id = ? AND owner_gid = ? ORDER BY id", shopId, ownerGid)
        .map(metafieldOfRow),
    counts: () => ({
      products: count("product"),
      customers: count("customer"),
      orders: count(`"order"`),
      checkouts: count("checkout"),
    }),
    ...products(context),
    ...customers(context),
    ...checkouts(context),
    ...orders(context),
    ...orderChanges(context),
    ...appInstallation(context),
  };
}
