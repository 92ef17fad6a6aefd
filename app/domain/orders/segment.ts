import type { ShopifyId } from "./order";
import type { MinorUnits } from "~/domain/money";
import { isShopifyId } from "~/domain/shopify-id";
import type { Problem } from "~/words/parts/problems";

/**
 * Part of a shop's orders; a field that is missing leaves that side open.
 *
 * What it does to a number is written in `metrics/README.md`, "Segments".
 */
export interface Segment {
  /** By the purchase number in the customer's whole history: 1, or 2 and later. */
  readonly buyer?: "new" | "returning";
  readonly channel?: string;
  /** As Shopify writes it, such as `DE`. */
  readonly country?: string;
  /** The product that opens the first purchase of the order's customer. */
  readonly firstProductId?: ShopifyId;
  /** Whether a discount was taken off the products as ordered. */
  readonly hasDiscount?: boolean;
}

/** What a segment asks of one order. */
export interface SegmentedOrder {
  /** Null when it is no purchase, has no customer, or is a skipped renewal. */
  readonly purchaseNumber: number | null;
  readonly channel: string | null;
  readonly country: string | null;
  /** Null when the order has no customer or the first purchase is not known. */
  readonly firstProductId: ShopifyId | null;
  /** Discount on the products as ordered. */
  readonly originalDiscount: MinorUnits;
}

/** The fields of an address that choose a segment. */
export const SEGMENT_FIELDS = ["buyer", "channel", "country", "first_product", "discount"] as const;
export type SegmentField = (typeof SEGMENT_FIELDS)[number];

export interface ParsedSegment {
  readonly segment: Segment;
  /** Why a field could not be used; it is then left open. */
  readonly errors: Readonly<Partial<Record<SegmentField, Problem>>>;
}

const LONGEST_NAME = 255;
const TOO_LONG = { channel: "longChannel", country: "longCountry" } as const;

/**
 * Reads `buyer` (new, returning), `channel`, `country`, `first_product` (a product id) and `discount` (yes, no) of a
 * page's address. An empty field is left open.
 */
export function parseSegment(params: URLSearchParams): ParsedSegment {
  const errors: Partial<Record<SegmentField, Problem>> = {};
  const asked = (field: SegmentField) => params.get(field)?.trim() || undefined;
  const segment: { -readonly [Key in keyof Segment]: Segment[Key] } = {};

  const buyer = asked("buyer");
  if (buyer === "new" || buyer === "returning") segment.buyer = buyer;
  else if (buyer) errors.buyer = { key: "noSuchBuyer", values: { asked: buyer } };

  for (const field of ["channel", "country"] as const) {
    const name = asked(field);
    if (name && name.length <= LONGEST_NAME) segment[field] = name;
    else if (name) errors[field] = { key: TOO_LONG[field] };
  }

  const product = asked("first_product");
  if (isShopifyId(product)) segment.firstProductId = product;
  else if (product) errors.first_product = { key: "notAProduct", values: { asked: product } };

  const discount = asked("discount");
  if (discount === "yes" || discount === "no") segment.hasDiscount = discount === "yes";
  else if (discount) errors.discount = { key: "notADiscount", values: { asked: discount } };

  return { segment, errors };
}

/** The fields of an address that `parseSegment` reads back as `segment`. */
export function segmentParams({ buyer, channel, country, firstProductId, hasDiscount }: Segment): URLSearchParams {
  const params = new URLSearchParams();
  if (buyer) params.set("buyer", buyer);
  if (channel !== undefined) params.set("channel", channel);
  if (country !== undefined) params.set("country", country);
  if (firstProductId !== undefined) params.set("first_product", firstProductId);
  if (hasDiscount !== undefined) params.set("discount", hasDiscount ? "yes" : "no");
  return params;
}

/** Whether the segment is the whole shop. */
export function isWholeShop(segment: Segment): boolean {
  return Object.values(segment).every((value) => value === undefined);
}

/** Whether an order belongs to the segment. An order without a channel, country or first product is in none of them. */
export function isInSegment(order: SegmentedOrder, segment: Segment): boolean {
  const { buyer, channel, country, firstProductId, hasDiscount } = segment;
  if (buyer === "new" && order.purchaseNumber !== 1) return false;
  if (buyer === "returning" && (order.purchaseNumber === null || order.purchaseNumber < 2)) return false;
  if (channel !== undefined && order.channel !== channel) return false;
  if (country !== undefined && order.country !== country) return false;
  if (firstProductId !== undefined && order.firstProductId !== firstProductId) return false;
  return hasDiscount === undefined || order.originalDiscount > 0 === hasDiscount;
}

/**
 * The segment of customers instead of orders: a customer belongs to it when the first purchase does. Every first
 * purchase is a new customer's, so `buyer` says nothing here.
 */
export function customerSegment({ buyer: _buyer, ...rest }: Segment): Segment {
  return rest;
}
