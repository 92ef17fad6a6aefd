import { gid, shopPayload, type Payload } from "../payloads/payloads";
import { orderIdsOf } from "./find-records";
import type { ShopRecord } from "./records/shop";
import type { Id } from "./records/values";
import type { ShopContext } from "./shop-context";
import { deleteWebPixel, PIXEL_SCOPES } from "./web-pixel";

/** What a merchant and Shopify do with the app and the data it holds. */
export interface AppInstallation {
  /** What "Install" in the admin does: the scopes are granted from now on. No token is handed out by it. */
  install(scopes?: readonly string[]): ShopRecord;
  /** Every token dies and the pixel ends. Emits `app/uninstalled`. */
  uninstall(): void;
  /** Without the scopes of its pixel the app has none any more. Emits `app/scopes_update`. */
  setScopes(scopes: readonly string[]): void;
  /** Emits `customers/data_request`. */
  requestCustomerData(customerId: Id): void;
  /** Emits `customers/redact`; the shop itself keeps its customer. */
  redactCustomer(customerId: Id): void;
  /** Emits `shop/redact`, as Shopify does 48 hours after an uninstallation. */
  redactShop(): void;
}

export function appInstallation(context: ShopContext): AppInstallation {
  const { database, shopId, domain, ids, now, profile, changeShop, emit, command } = context;
  return {
    install: (scopes) =>
      command(() =>
        changeShop({
          installedAt: now(),
          installationId: ids.next("installation"),
          ...(scopes === undefined ? {} : { scopes }),
        }),
      ),
    uninstall: () =>
      command(() => {
        emit("app/uninstalled", shopPayload(profile()));
        database.run("DELETE FROM access_token WHERE shop_id = ?", shopId);
        database.run("DELETE FROM refresh_token WHERE shop_id = ?", shopId);
        deleteWebPixel(database, shopId);
        changeShop({ installedAt: null, installationId: null });
      }),
    setScopes: (scopes) =>
      command(() => {
        const previous = profile().scopes;
        changeShop({ scopes });
        if (PIXEL_SCOPES.some((scope) => !scopes.includes(scope))) deleteWebPixel(database, shopId);
        database.run("UPDATE access_token SET scopes = ? WHERE shop_id = ?", scopes.join(","), shopId);
        emit("app/scopes_update", {
          id: gid("Shop", shopId),
          previous,
          current: scopes,
          updated_at: new Date(now()).toISOString(),
        });
      }),
    requestCustomerData: (customerId) =>
      command(() => {
        const data_request = { id: ids.next("part") };
        emit("customers/data_request", {
          ...namedCustomer(context, customerId),
          orders_requested: orderIdsOf(context, customerId),
          data_request,
        });
      }),
    redactCustomer: (customerId) =>
      command(() =>
        emit("customers/redact", {
          ...namedCustomer(context, customerId),
          orders_to_redact: orderIdsOf(context, customerId),
        }),
      ),
    redactShop: () => command(() => emit("shop/redact", { shop_id: shopId, shop_domain: domain })),
  };
}

const namedCustomer = ({ shopId, domain }: ShopContext, customerId: Id): Payload => ({
  shop_id: shopId,
  shop_domain: domain,
  customer: { id: customerId, email: `customer-${customerId}@example.com`, phone: null },
});
