/**
 * What a simulated shop holds. Money is an integer in minor units of the shop currency, time is epoch
 * milliseconds, and ids are the numbers Shopify puts at the end of its global ids.
 */
export type Minor = number;
export type EpochMs = number;
export type Id = number;

export interface ShopRecord {
  readonly id: Id;
  /** `something.myshopify.com` */
  readonly domain: string;
  readonly name: string;
  readonly ianaTimezone: string;
  readonly currencyCode: string;
  readonly taxesIncluded: boolean;
  readonly createdAt: EpochMs;
  readonly updatedAt: EpochMs;
  /** Where the shop shows its prices in other money. */
  readonly markets: readonly Market[];
  /** Scopes the merchant granted or will grant at installation. */
  readonly scopes: readonly string[];
  /** Null while the app is not installed. */
  readonly installedAt: EpochMs | null;
  /** The numeric id in the app installation's global id; a new one at each installation. */
  readonly installationId: Id | null;
  /** Shopify forgets abandoned checkouts three months after their last activity; off for data folders. */
  readonly forgetsOldCheckouts: boolean;
  /** Themes reach the app's metafields by `["$app"]` and by no other name; off: by `app` and the resolved name too. */
  readonly resolvesOnlyDollarApp: boolean;
  /** 402 on every call while true. */
  readonly isFrozen: boolean;
  /** False: fields and topics with customer data are refused. */
  readonly hasProtectedDataAccess: boolean;
}

export interface Market {
  readonly countries: readonly string[];
  readonly currencyCode: string;
  /** Units of its currency for one of the shop's. */
  readonly rate: number;
}

export type ProductStatus = "ACTIVE" | "DRAFT" | "ARCHIVED" | "UNLISTED";

export interface VariantRecord {
  readonly id: Id;
  readonly productId: Id;
  readonly title: string;
  readonly price: Minor;
  /** What it costs otherwise; themes strike it through when it is above the price. */
  readonly compareAtPrice: Minor | null;
  readonly sku: string | null;
  /** Null: stock is not tracked, so it never sells out. */
  readonly inventory: number | null;
  readonly unitCost: Minor | null;
  /** 1-based */
  readonly position: number;
}

export interface ProductRecord {
  readonly id: Id;
  readonly title: string;
  readonly handle: string;
  readonly productType: string;
  readonly vendor: string;
  readonly collections: readonly string[];
  readonly tags: readonly string[];
  readonly status: ProductStatus;
  readonly isGiftCard: boolean;
  readonly createdAt: EpochMs;
  readonly updatedAt: EpochMs;
  readonly variants: readonly VariantRecord[];
}

export interface CustomerRecord {
  readonly id: Id;
  readonly createdAt: EpochMs;
  readonly updatedAt: EpochMs;
  readonly tags: readonly string[];
}

export interface Attribute {
  readonly key: string;
  readonly value: string;
}

/** What a row of the sales ledger counts, in all. */
export interface LineAmounts {
  /** After discount, with tax. */
  readonly total: Minor;
  readonly tax: Minor;
  readonly discount: Minor;
  readonly discountAfterTax: Minor;
}

export interface OrderLine {
  readonly id: Id;
  /** Null when the product does not exist (any more). */
  readonly productId: Id | null;
  readonly variantId: Id | null;
  readonly title: string;
  /** Negative in an order: brought back at the till without having been bought in it. */
  readonly quantity: number;
  readonly unitPrice: Minor;
  /** Of the whole line, before tax, positive. */
  readonly discount: Minor;
  /** The same with the tax it saves: what the price falls by where prices include tax. */
  readonly discountAfterTax: Minor;
  /** Of the whole line. */
  readonly tax: Minor;
  readonly isGiftCard: boolean;
  readonly properties: readonly Attribute[];
}

export interface UnitsOfLine {
  /** 0-based index into the order's lines, then those edited in, then those of exchanges. */
  readonly line: number;
  readonly quantity: number;
}

export interface OrderEdit {
  readonly id: Id;
  readonly at: EpochMs;
  /**
   * A positive quantity adds a line; a negative one takes units of the same product away, its discount and tax
   * being those taken back (positive).
   */
  readonly lines: readonly OrderLine[];
  readonly updates: readonly LineUpdate[];
}

/** What an edit changes of a line's price, discount or tax, as differences for all units that are left. */
export interface LineUpdate extends LineAmounts {
  /** 0-based index, as in `UnitsOfLine`. */
  readonly line: number;
}

export type ChargeKind = "DUTY" | "FEE" | "ADDITIONAL_FEE" | "UNKNOWN";

/** Something charged beside goods, shipping and tip; `UNKNOWN` is of a kind no app has heard of. */
export interface Charge {
  readonly kind: ChargeKind;
  /** With its tax. */
  readonly amount: Minor;
  readonly tax: Minor;
}

export interface RefundRecord {
  readonly id: Id;
  readonly at: EpochMs;
  readonly lines: readonly UnitsOfLine[];
  /** Money given back beyond goods, with its tax; negative when it is kept back, as for restocking. */
  readonly adjustment: Minor;
  readonly adjustmentTax: Minor;
  /** As priced. */
  readonly shipping: Minor;
  readonly shippingTax: Minor;
  readonly charges: readonly Charge[];
}

/** A return as Shopify's own returns and exchanges make it. */
export interface ReturnRecord {
  readonly id: Id;
  readonly at: EpochMs;
  readonly lines: readonly UnitsOfLine[];
  /** What the buyer takes instead. */
  readonly exchange: readonly OrderLine[];
  /** What the shop keeps back for it. */
  readonly charges: readonly Charge[];
}

export interface Journey {
  readonly customerOrderIndex: number | null;
  /** The first visit; where neither is said, the last one was the only one. */
  readonly firstSource: string | null;
  readonly firstMedium: string | null;
  /** The last visit; no visit is known where neither is said. */
  readonly source: string | null;
  readonly medium: string | null;
  readonly daysToConversion: number | null;
  /** When Shopify has found the visits, without touching the order; null: at once. */
  readonly readyAt: EpochMs | null;
}

export type FinancialStatus =
  "AUTHORIZED" | "EXPIRED" | "PAID" | "PARTIALLY_PAID" | "PARTIALLY_REFUNDED" | "PENDING" | "REFUNDED" | "VOIDED";

export interface OrderRecord extends Origin {
  readonly id: Id;
  readonly name: string;
  readonly customerId: Id | null;
  readonly processedAt: EpochMs;
  /** When Shopify made the original agreement: `processedAt`, but for orders brought over from another platform. */
  readonly agreedAt: EpochMs;
  readonly createdAt: EpochMs;
  readonly updatedAt: EpochMs;
  readonly cancelledAt: EpochMs | null;
  /** True for a cancellation after which the shop keeps what was paid. */
  readonly keepsMoney: boolean;
  readonly isTest: boolean;
  /** Null: follows from what was refunded. */
  readonly financialStatus: FinancialStatus | null;
  readonly checkoutId: Id | null;
  readonly checkoutToken: string | null;
  readonly cartToken: string | null;
  readonly discountCodes: readonly string[];
  readonly country: string | null;
  readonly tags: readonly string[];
  readonly currencyCode: string;
  readonly presentmentCurrency: string;
  /** Units of the presentment currency for one of the shop's. */
  readonly presentmentRate: number;
  readonly taxesIncluded: boolean;
  readonly attributes: readonly Attribute[];
  readonly lines: readonly OrderLine[];
  /** With its tax where prices include it. */
  readonly shipping: Minor;
  readonly shippingTax: Minor;
  readonly tip: Minor;
  readonly charges: readonly Charge[];
  readonly edits: readonly OrderEdit[];
  readonly returns: readonly ReturnRecord[];
  readonly refunds: readonly RefundRecord[];
  readonly journey: Journey | null;
  /** False for an order so old or so imported that Shopify keeps no sales agreements of it. */
  readonly hasAgreements: boolean;
  /** The id of the original agreement; the shipping line, the tip and the cancellation take the numbers after it. */
  readonly agreementId: Id;
}

/** Where a checkout or an order was begun, and by which device, member of staff and place, where Shopify knows them. */
export interface Origin {
  /** `web`, `pos`, `shopify_draft_order`, `subscription_contract`, an app's number ... */
  readonly sourceName: string;
  readonly deviceId: Id | null;
  readonly userId: Id | null;
  readonly locationId: Id | null;
}

/** The order takes it over as it is. */
export type CheckoutLine = OrderLine;

export interface CheckoutRecord extends Origin {
  readonly id: Id;
  readonly token: string;
  readonly cartToken: string | null;
  readonly customerId: Id | null;
  readonly hasContact: boolean;
  readonly startedAt: EpochMs;
  readonly updatedAt: EpochMs;
  readonly completedAt: EpochMs | null;
  readonly orderId: Id | null;
  readonly discountCodes: readonly string[];
  readonly attributes: readonly Attribute[];
  readonly lines: readonly CheckoutLine[];
  /** Chosen so far, 0 before; with its tax where prices include it. */
  readonly shipping: Minor;
  readonly shippingTax: Minor;
  readonly presentmentCurrency: string;
  readonly presentmentRate: number;
  /** Whether it was idle for more than ten minutes before its latest update. */
  readonly wasIdle: boolean;
}

export interface MetafieldRecord {
  readonly id: Id;
  /** `gid://shopify/Product/1` */
  readonly ownerGid: string;
  /** Resolved: `app--123`, never `$app`. */
  readonly namespace: string;
  readonly key: string;
  readonly type: string;
  readonly value: string;
  readonly createdAt: EpochMs;
  readonly updatedAt: EpochMs;
}
