import type { StoredDelivery } from "~/adapters/db/inbox/inbox.server";
import type { Shop } from "~/adapters/db/shop/shops.server";
import type { StagedCheckout } from "~/adapters/db/staging/staged-rows";
import { namesShop } from "~/adapters/shopify/webhooks/checkout-owner";
import { readStoredBody } from "~/adapters/shopify/webhooks/stored-body";
import { translateCheckoutPayload, translateDeletedCheckout } from "~/adapters/shopify/translate/translate-checkout";
import { checkKind, mergePayload, refundOrderId, subjectId } from "~/adapters/shopify/webhooks/webhook-payload";
import { subjectOf } from "./topics";

/** What a message asks for. All but checkouts only name what to read again, so that any order of arrival ends alike. */
export type Wish =
  | {
      readonly what: "order" | "customer" | "product";
      readonly id: string;
      readonly isDelete: boolean;
      readonly at: Date;
    }
  | {
      readonly what: "checkout";
      readonly checkout: StagedCheckout;
      /** Whether the signed body says that it is this shop's. */
      readonly namesShop: boolean;
    }
  | { readonly what: "merge"; readonly fromId: string; readonly intoId: string }
  | { readonly what: "shop" };

/** @throws {Error} saying why the message cannot be used. */
export function wishOf(delivery: StoredDelivery, shop: Pick<Shop, "id" | "domain">, currencyCode: string): Wish {
  const payload = readStoredBody(delivery.topic, delivery.body);
  const subject = subjectOf(delivery.topic);
  const at = delivery.triggeredAt ?? delivery.receivedAt;
  const isDelete = delivery.topic.endsWith("/delete");
  switch (subject) {
    case "order":
      return { what: subject, id: subjectId(payload, "Order"), isDelete, at };
    case "customer":
      return { what: subject, id: subjectId(payload, "Customer"), isDelete, at };
    case "product":
      return { what: subject, id: subjectId(payload, "Product"), isDelete, at };
    case "refund":
      return { what: "order", id: refundOrderId(payload), isDelete: false, at };
    case "merge":
      return { what: "merge", ...mergePayload(payload) };
    case "shop":
      return { what: "shop" };
    case "checkout": {
      checkKind(payload, "Checkout");
      const isNamed = namesShop(payload, shop);
      const checkout = isDelete
        ? translateDeletedCheckout(payload, at, currencyCode)
        : translateCheckoutPayload(payload);
      return { what: "checkout", checkout, namesShop: isNamed };
    }
    default:
      throw new Error(`no use for ${delivery.topic} here`);
  }
}
