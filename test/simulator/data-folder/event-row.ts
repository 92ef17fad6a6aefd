import { z } from "zod";
import { id, moment } from "./row-fields";

const NAMES = [
  "page_viewed",
  "product_viewed",
  "collection_viewed",
  "search_submitted",
  "product_added_to_cart",
  "product_removed_from_cart",
  "cart_viewed",
  "checkout_started",
  "checkout_contact_info_submitted",
  "checkout_address_info_submitted",
  "checkout_shipping_info_submitted",
  "payment_info_submitted",
  "checkout_completed",
  "alert_displayed",
  "rec_viewed",
] as const;

/** As a number, as its digits or as a global id. */
const shopifyId = z.union([id, z.string().regex(/^(gid:\/\/.*\/)?0*[1-9]\d{0,18}$/)], "must be an id").nullish();
const named = z.union([z.string().min(1).max(100), z.number().int()], "must be a text of at most 100 characters");
const count = z.number("must be a whole number").int("must be a whole number").nonnegative("must not be negative");
const text = z.string("must be a text").nullish();

/** A storefront event as the pixel sends it. */
export const eventRow = z.object({
  id: named,
  clientId: named,
  at: moment,
  seq: count.nullish(),
  name: z.enum(NAMES, "must be the name of an event of Shopify's, or rec_viewed"),
  device: z.enum(["mobile", "tablet", "desktop"], "must be mobile, tablet or desktop").nullish(),
  referrer: text,
  utm: z.object({ source: text, medium: text, campaign: text }, "must be an object").nullish(),
  path: text,
  customerId: shopifyId,
  productId: shopifyId,
  variantId: shopifyId,
  inStock: z.boolean("must be true or false").nullish(),
  query: text,
  results: count.nullish(),
  checkoutToken: text,
  orderId: shopifyId,
  alert: z
    .string("must be a text")
    .regex(/^[A-Z_]+$/, 'must be a type such as "PAYMENT_ERROR"')
    .nullish(),
  rec: z
    .object({
      place: z.string().regex(/^[a-z_]+$/, "must be a word"),
      list: z.string().regex(/^[a-z_]+$/, "must be a word"),
      position: count.positive("must count from 1").nullish(),
    })
    .nullish(),
});

/** How much of a variant there was on a day of the shop. */
export const stockRow = z.object({
  variantId: id,
  day: z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a day such as "2026-05-01"'),
  available: z.number("must be a whole number").int("must be a whole number"),
});
