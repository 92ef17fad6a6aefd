import fc from "fast-check";
import type { Definitions } from "~/domain/orders/definitions";
import { DAY_MS, MINUTE_MS } from "~/domain/time/shop-time";
import type {
  StagedAgreementSpec,
  StagedBatch,
  StagedCheckoutSpec,
  StagedOrderSpec,
  StagedSaleSpec,
} from "../../support/database/staged-batch";

/** One message about a shop: a version of an order or of a checkout, or a merge of two customers. */
export type Message =
  | { readonly kind: "order"; readonly order: StagedOrderSpec }
  | { readonly kind: "checkout"; readonly checkout: StagedCheckoutSpec }
  | { readonly kind: "merge"; readonly fromId: string; readonly intoId: string };

/** Ten weeks around the clock changes of spring 2026, north and south. */
export const HISTORY_START = Date.parse("2026-02-10T00:00:00Z");
const HISTORY_DAYS = 70;
/** After every moment drawn, a burst begun in the last minute included. */
export const HISTORY_END = HISTORY_START + (HISTORY_DAYS + 1) * DAY_MS + 20 * MINUTE_MS;

export const TIME_ZONES = ["UTC", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "Asia/Kolkata"] as const;

/** Few days and few minutes, so that events of one history fall near each other. */
const moment = fc
  .tuple(
    fc.oneof(fc.constantFrom(0, 1, 27, 28, 46), fc.nat(HISTORY_DAYS)),
    fc.constantFrom(0, 1, 3, 5, 8, 60, 61, 62, 299, 300, 600, 1439),
  )
  .map(([day, minute]) => new Date(HISTORY_START + day * DAY_MS + minute * MINUTE_MS).toISOString());

/** `arbitrary` in `present` of ten draws, else null. */
const maybe = <T>(arbitrary: fc.Arbitrary<T>, present: number): fc.Arbitrary<T | null> =>
  fc.oneof({ arbitrary, weight: present }, { arbitrary: fc.constant(null), weight: 10 - present });

const customerId = maybe(fc.constantFrom("1", "2", "3", "4"), 8);
const token = maybe(fc.constantFrom("t1", "t2", "t3", "t4", "t5", "t6"), 7);
const cartToken = maybe(fc.constantFrom("k1", "k2", "k3"), 5);
const currencyCode = fc.oneof(
  { arbitrary: fc.constant("EUR"), weight: 12 },
  { arbitrary: fc.constant("USD"), weight: 1 },
);

const amounts = fc.record({
  total: fc.integer({ min: 0, max: 3 }).map((units) => units * 1_200),
  tax: fc.constantFrom(0, 200),
  discount: fc.constantFrom(0, 0, 300),
});

const sale: fc.Arbitrary<Omit<StagedSaleSpec, "id">> = fc.oneof(
  { arbitrary: amounts.map((each) => ({ ...each, lineType: "PRODUCT" as const })), weight: 6 },
  {
    arbitrary: fc.record({
      lineType: fc.constantFrom("GIFT_CARD", "TIP", "SHIPPING", "DUTY", "FEE", "ADDITIONAL_FEE", "UNKNOWN" as const),
      total: fc.constantFrom(500, 1_000),
      tax: fc.constantFrom(0, 100),
    }),
    weight: 2,
  },
);

/** Brought back when the order was placed: in exchange, or without any purchase. */
const broughtBack = amounts.map(({ total, tax, discount }) => ({
  action: "RETURN" as const,
  lineType: "PRODUCT" as const,
  quantity: -1,
  total: -total,
  tax: -tax,
  discount: -discount,
}));

const laterSale: fc.Arbitrary<Omit<StagedSaleSpec, "id">> = fc.oneof(
  sale,
  broughtBack,
  fc.record({
    action: fc.constantFrom("RETURN" as const, "UPDATE" as const),
    lineType: fc.constant("ADJUSTMENT" as const),
    total: fc.constantFrom(-700, -100_000),
    quantity: fc.constant(0),
  }),
  fc.record({
    action: fc.constant("UPDATE" as const),
    lineType: fc.constant("PRODUCT" as const),
    total: fc.constantFrom(-100, 250),
    quantity: fc.constant(0),
  }),
);

const agreements = fc.tuple(
  fc.array(fc.oneof({ arbitrary: sale, weight: 6 }, { arbitrary: broughtBack, weight: 1 }), {
    minLength: 1,
    maxLength: 3,
  }),
  fc.array(
    fc.record({
      reason: fc.constantFrom("ORDER" as const, "ORDER_EDIT" as const, "REFUND" as const, "RETURN" as const),
      happenedAt: moment,
      sales: fc.array(laterSale, { minLength: 1, maxLength: 2 }),
    }),
    { maxLength: 3 },
  ),
);

const orderVersion = fc
  .record({
    id: fc.constantFrom("1", "2", "3", "4", "5", "6", "7", "8", "9", "10"),
    customerId,
    processedAt: moment,
    createdAt: moment,
    updatedAt: moment,
    cancelledAt: maybe(moment, 2),
    isTest: fc.constantFrom(...Array<boolean>(12).fill(false), true),
    financialStatus: fc.constantFrom("PAID", "PAID", "PENDING", "VOIDED", "EXPIRED", "REFUNDED", null),
    sourceName: fc.constantFrom("web", null, "pos", "subscription_contract"),
    channel: fc.constantFrom("Online Store", "POS", null),
    currencyCode,
    checkoutToken: token,
    cartToken,
    tags: fc.subarray(["wholesale", "gift"]),
    customerOrderIndex: maybe(fc.integer({ min: 1, max: 5 }), 3),
    customerOrderCount: maybe(fc.integer({ min: 0, max: 9 }), 7),
    isRenewal: fc.boolean(),
    totalPaid: fc.constantFrom(0, 1_500, 9_900, -4_000),
    isDeleted: fc.constantFrom(...Array<boolean>(14).fill(false), true),
    agreements,
  })
  .map(({ agreements: [placed, later], ...order }): StagedOrderSpec => {
    const numbered = (sales: readonly Omit<StagedSaleSpec, "id">[], agreement: number): StagedSaleSpec[] =>
      sales.map((each, index) => ({ ...each, id: `${order.id}${agreement}${index}` }));
    const original: StagedAgreementSpec = {
      id: `A/${order.id}0`,
      reason: "ORDER",
      happenedAt: order.processedAt,
      sales: numbered(placed, 0),
    };
    return {
      ...order,
      agreements: [
        original,
        ...later.map((each, index) => ({
          ...each,
          id: `A/${order.id}${index + 1}`,
          sales: numbered(each.sales, index + 1),
        })),
      ],
    };
  });

const OFFERED_SHIPPING = [null, 0, 99, 200, 500];

const checkoutVersion = fc
  .record({
    id: fc.constantFrom("101", "102", "103", "104", "105", "106"),
    token,
    cartToken,
    customerId,
    sourceName: fc.constantFrom(null, null, null, "pos", "shopify_draft_order"),
    hasContact: fc.constantFrom(true, true, true, false),
    origin: fc.constantFrom("list" as const, "webhook" as const),
    startedAt: moment,
    updatedAt: moment,
    completedAt: maybe(moment, 4),
    value: fc.constantFrom(0, 1_000, 2_500),
    currencyCode,
    isDeleted: fc.constantFrom(...Array<boolean>(14).fill(false), true),
  })
  .map(({ origin, token: ownToken, startedAt, updatedAt, ...checkout }): StagedCheckoutSpec => {
    const [first, last] = [startedAt, updatedAt].sort() as [string, string];
    const shipping = OFFERED_SHIPPING[(Date.parse(last) / MINUTE_MS) % OFFERED_SHIPPING.length];
    return {
      ...checkout,
      origin,
      shipping: shipping ?? null,
      token: origin === "list" ? null : ownToken,
      startedAt: first,
      updatedAt: last,
    };
  });

/** A burst of checkouts of one shopper within minutes, as machines make them. */
const burst = fc
  .tuple(moment, customerId, cartToken, fc.integer({ min: 8, max: 12 }), fc.nat(3))
  .map(([start, shopper, cart, size, gapMinutes]) =>
    Array.from({ length: size }, (_, index): Message => {
      const startedAt = new Date(Date.parse(start) + ((index * gapMinutes) / 2) * MINUTE_MS).toISOString();
      return {
        kind: "checkout",
        checkout: {
          id: String(200 + index),
          token: `b${index}`,
          customerId: shopper,
          cartToken: cart,
          startedAt,
          updatedAt: startedAt,
          value: 100,
        },
      };
    }),
  );

const merge = fc
  .tuple(fc.constantFrom("1", "2", "3", "4"), fc.constantFrom("1", "2", "3", "4"))
  .filter(([fromId, intoId]) => fromId !== intoId)
  .map(([fromId, intoId]): Message => ({ kind: "merge", fromId, intoId }));

const versions = fc.array(
  fc.oneof(
    { arbitrary: orderVersion.map((order): Message => ({ kind: "order", order })), weight: 5 },
    { arbitrary: checkoutVersion.map((checkout): Message => ({ kind: "checkout", checkout })), weight: 3 },
  ),
  { minLength: 1, maxLength: 28, size: "max" },
);

/** Orders and checkouts in versions that may contradict each other, in any order of arrival. */
export const messages: fc.Arbitrary<Message[]> = fc
  .tuple(versions, maybe(burst, 3))
  .map(([each, machines]) => [...each, ...(machines ?? [])]);

export const messagesWithMerges: fc.Arbitrary<Message[]> = fc
  .tuple(messages, fc.array(fc.tuple(merge, fc.nat(40)), { maxLength: 2 }))
  .map(([each, merges]) => {
    const all = [...each];
    for (const [message, position] of merges) all.splice(position % (all.length + 1), 0, message);
    return all;
  });

export const definitions: fc.Arbitrary<Partial<Definitions>> = fc.oneof(
  fc.constant({}),
  fc.record(
    {
      excludeCancelledFromOrders: fc.boolean(),
      excludeZeroValueFromAov: fc.boolean(),
      fullyRefundedIsPurchase: fc.boolean(),
      channelsIncluded: fc.constantFrom(null, ["Online Store"], ["POS", "Online Store"]),
      excludeOrderTags: fc.constantFrom([], ["wholesale"]),
      subscriptionRenewalsAreRepeat: fc.boolean(),
      checkoutSources: fc.constantFrom([], ["pos"], ["subscription_contract", "shopify_draft_order"]),
      abandonmentThresholdMinutes: fc.constantFrom(10, 60, 300),
    },
    { requiredKeys: [] },
  ),
);

/**
 * Cuts messages into what one drain would stage each: at most `size` messages, of an order only its newest version.
 * A merge stands alone.
 */
export function batchesOf(all: readonly Message[], size: number): (StagedBatch | { fromId: string; intoId: string })[] {
  const batches: (StagedBatch | { fromId: string; intoId: string })[] = [];
  let open: Message[] = [];
  const close = () => {
    if (open.length > 0) batches.push(stagedBatch(open));
    open = [];
  };
  for (const message of all) {
    if (message.kind === "merge") {
      close();
      batches.push({ fromId: message.fromId, intoId: message.intoId });
      continue;
    }
    // Two versions of one moment are two drains: which of them staging would keep is for ingest to say.
    if (open.length === size || open.some((other) => isSameMoment(other, message))) close();
    open.push(message);
  }
  close();
  return batches;
}

function isSameMoment(a: Message, b: Message): boolean {
  if (a.kind === "order" && b.kind === "order") {
    return a.order.id === b.order.id && (a.order.updatedAt === b.order.updatedAt || isDeletion(a) || isDeletion(b));
  }
  return (
    a.kind === "checkout" &&
    b.kind === "checkout" &&
    a.checkout.id === b.checkout.id &&
    a.checkout.updatedAt === b.checkout.updatedAt
  );
}

const isDeletion = (message: Message) => message.kind === "order" && message.order.isDeleted === true;

function stagedBatch(open: readonly Message[]): StagedBatch {
  const orders = new Map<string, StagedOrderSpec>();
  const checkouts: StagedCheckoutSpec[] = [];
  for (const message of open) {
    if (message.kind === "checkout") checkouts.push(message.checkout);
    if (message.kind !== "order") continue;
    const known = orders.get(message.order.id);
    if (!known || (message.order.updatedAt ?? "") > (known.updatedAt ?? ""))
      orders.set(message.order.id, message.order);
  }
  return { orders: [...orders.values()], checkouts };
}
