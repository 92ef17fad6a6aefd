import type { StoredDelivery } from "~/adapters/db/inbox.server";
import type { StagedCheckout } from "~/adapters/db/staging.server";
import {
  shopOfCheckout,
  translateCheckoutPayload,
  translateDeletedCheckout,
} from "~/adapters/shopify/translate-checkout";
import { readStoredBody } from "~/adapters/shopify/stored-body";
import { mergePayload, refundOrderId, subjectId } from "~/adapters/shopify/webhook-payload";
import { subjectOf } from "./topics";

/** What a message asks for. All but checkouts only name what to read again, so that any order of arrival ends alike. */
export type Wish =
  | {
      readonly what: "order" | "customer" | "product";
      readonly id: string;
      readonly isDelete: boolean;
      readonly at: Date;
    }
  | { readonly what: "checkout"; readonly checkout: StagedCheckout }
  | { readonly what: "merge"; readonly fromId: string; readonly intoId: string }
  | { readonly what: "shop" };

/** @throws {Error} saying why the message cannot be used. */
export function wishOf(delivery: StoredDelivery, shopId: string, currencyCode: string): Wish {
  const payload = readStoredBody(delivery.topic, delivery.body);
  const subject = subjectOf(delivery.topic);
  const at = delivery.triggeredAt ?? delivery.receivedAt;
  const isDelete = delivery.topic.endsWith("/delete");
  switch (subject) {
    case "order":
    case "customer":
    case "product":
      return { what: subject, id: subjectId(payload), isDelete, at };
    case "refund":
      return { what: "order", id: refundOrderId(payload), isDelete: false, at };
    case "merge":
      return { what: "merge", ...mergePayload(payload) };
    case "shop":
      return { what: "shop" };
    case "checkout": {
      // The signature covers only the body: the header could name another shop than the one it was signed for.
      const owner = shopOfCheckout(payload);
      if (owner !== null && owner !== shopId) throw new Error("the checkout is another shop's");
      const checkout = isDelete
        ? translateDeletedCheckout(payload, at, currencyCode)
        : translateCheckoutPayload(payload);
      return { what: "checkout", checkout };
    }
    default:
      throw new Error(`no use for ${delivery.topic} here`);
  }
}
