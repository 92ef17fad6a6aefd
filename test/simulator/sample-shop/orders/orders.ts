import { type Aftermath, drawAftermath } from "./aftermath";
import { type BasketLine, fillBasket, portion } from "./basket";
import type { Calendar, ShopDate } from "../calendar";
import { type Channel, isOnline, originOf, renewalSource, visitsOf } from "./channels";
import { chooseDiscount, spreadDiscount } from "./discounts";
import { editRecord, exchangeRecord, refundRecord } from "./events";
import type { ChargeRecord, OrderRecord } from "../folder/folder-records";
import { decimal } from "../folder/money";
import { NO_FAVOURITE } from "../open-customers";
import { lineRecord, priceLines, priceOf, type PricedLine, shippingOf, shippingTaxOf, valueOf } from "./pricing";
import { type Destination, minorUnits, type ShopProfile } from "../profiles";
import { between, chance, token, poisson, type Random } from "../random";
import { iso } from "../folder/timestamps";
import type { Shelves } from "../catalogue/shelves";
import type { Taste } from "../catalogue/product";

const FIRST_ORDER_ID = 5_401_234_500_000;
const ORDER_ID_STEP = 16;
const FIRST_ORDER_NAME = 1001;
const DAY_MS = 86_400_000;

const RENEWAL_SHARE = 0.03;
const MIGRATED_DAYS = 14;
const MOVING_HOUR_MS = 10 * 3_600_000;
/** The number of the app that moved the shop. */
const MIGRATING_APP = "3890849";
const DUTY_PAID_SHARE = 0.4;
const FEE_SHARE = 0.006;
const UNKNOWN_SHARE = 0.0005;

/** The parts of a sample shop an order is made from. */
export interface ShopSetting {
  readonly profile: ShopProfile;
  readonly calendar: Calendar;
  readonly shelves: Shelves;
}

export interface Buyer {
  readonly customerId: number | null;
  readonly taste: Taste;
  readonly destination: Destination;
  readonly channel: Channel;
  /** Orders before this one. */
  readonly ordersBefore: number;
  readonly favourite: number;
}

export interface PlacedOrder {
  readonly record: OrderRecord;
  readonly placedAt: number;
  readonly lines: readonly PricedLine[];
  /** Index of the first refilled product bought, or `NO_FAVOURITE`. */
  readonly refilled: number;
}

const orderId = (sequence: number): number => FIRST_ORDER_ID + sequence * ORDER_ID_STEP;

/** Composes order number `sequence` (0 for the first), with everything that happened to it since. */
export function placeOrder(
  random: Random,
  setting: ShopSetting,
  sequence: number,
  buyer: Buyer,
  placed: { readonly day: ShopDate; readonly at: number; readonly isTest: boolean },
): PlacedOrder {
  const { profile, calendar } = setting;
  const { channel } = buyer;
  const online = isOnline(channel);
  const isReplacement = buyer.ordersBefore > 0 && chance(random, 0.006);
  const isRenewal = channel === "web" && buyer.ordersBefore > 0 && !isReplacement && chance(random, RENEWAL_SHARE);
  const isMigrated = online && placed.day.index < MIGRATED_DAYS;
  const { lines, code } = isReplacement ? replace(random, setting, buyer) : shop(random, setting, buyer, placed.day);

  const isFree = valueOf(lines) === 0;
  const aftermath = drawAftermath(
    random,
    { placedAt: placed.at, lines, isOnline: online && !isReplacement && !placed.isTest },
    isFree ? placed.at : calendar.endsAt,
  );
  const shipping = channel === "pos" || isReplacement ? 0 : shippingOf(profile, buyer.destination, lines);
  const tips = chance(random, channel === "pos" ? 0.07 : 0.008);
  const tip = tips && !isFree ? minorUnits(profile, between(random, 1, 3) * profile.priceLevel) : 0;
  const charges = isFree ? [] : drawCharges(random, profile, buyer, lines);
  const presentment = online && chance(random, 0.8) ? buyer.destination.presentmentCurrency : undefined;
  const status = drawStatus(random, channel, placed.at, calendar.endsAt);
  const money = (amount: number) => decimal(amount, profile.currencyDigits);
  const subject = { setting, buyer, day: placed.day, lines, shipping };
  const shippingTax = shippingTaxOf(profile, buyer.destination, shipping);

  const record: OrderRecord = {
    id: orderId(sequence),
    name: `#${FIRST_ORDER_NAME + sequence}`,
    customerId: buyer.customerId,
    processedAt: iso(placed.at),
    ...(isMigrated
      ? migration(calendar)
      : lateEntry(random, isReplacement || channel === "shopify_draft_order", placed.at, calendar)),
    ...(aftermath.cancelledAt !== null && { cancelledAt: iso(aftermath.cancelledAt) }),
    ...(aftermath.keepsMoney && { keepsMoney: true as const }),
    ...(placed.isTest && { test: true as const }),
    ...(status !== null && !isFree && isUntouched(aftermath) && { financialStatus: status }),
    ...(isMigrated
      ? { sourceName: MIGRATING_APP }
      : originOf(random, isReplacement ? "shopify_draft_order" : isRenewal ? renewalSource(placed.at) : channel)),
    ...((online || channel === "pos") && !isReplacement && !isMigrated && { checkoutToken: token(random) }),
    ...(online && !isReplacement && !isMigrated && !isRenewal && { cartToken: token(random) }),
    ...(code !== null && { discountCodes: [code] }),
    country: buyer.destination.country,
    lines: lines.map((line) => lineRecord(profile, line)),
    ...(shipping > 0 && { shipping: money(shipping) }),
    ...(shippingTax > 0 && { shippingTax: money(shippingTax) }),
    ...(tip > 0 && { tip: money(tip) }),
    ...(charges.length > 0 && { charges }),
    ...(presentment !== undefined && { presentmentCurrency: presentment }),
    ...(aftermath.edit !== null && { edits: [editRecord(random, subject, aftermath.edit)] }),
    ...(aftermath.exchange !== null && { returns: [exchangeRecord(random, subject, aftermath.exchange)] }),
    ...(aftermath.refunds.length > 0 && { refunds: aftermath.refunds.map((refund) => refundRecord(subject, refund)) }),
    ...(online && !isReplacement && !isMigrated && !isRenewal && { journey: journey(random, buyer) }),
  };
  const refilled = lines.find(({ product }) => product.listing.purpose === "refill")?.product.index ?? NO_FAVOURITE;
  return { record, placedAt: placed.at, lines, refilled };
}

/** Somebody brings back at the till what another shop, or nobody knows who, sold: an order of nothing else. */
export function bringBack(
  random: Random,
  setting: ShopSetting,
  sequence: number,
  buyer: Buyer,
  placed: { readonly day: ShopDate; readonly at: number },
): OrderRecord {
  const { profile, shelves } = setting;
  const product = shelves.draw(random, buyer.taste, "gear", placed.day) ?? shelves.product(0);
  const lines = priceLines(profile, buyer.destination, [{ product, variantIndex: 0, quantity: 1 }], []);
  return {
    id: orderId(sequence),
    name: `#${FIRST_ORDER_NAME + sequence}`,
    customerId: null,
    processedAt: iso(placed.at),
    ...originOf(random, "pos"),
    country: buyer.destination.country,
    lines: lines.map((line) => ({ ...lineRecord(profile, line), quantity: -1 })),
  };
}

const isUntouched = ({ cancelledAt, exchange, refunds }: Aftermath) =>
  cancelledAt === null && exchange === null && refunds.length === 0;

/** The shop came from another platform two weeks after its first order; the move brought the older ones over. */
function migration({ days }: Calendar): Pick<OrderRecord, "agreedAt" | "createdAt"> {
  const movedAt = iso((days[MIGRATED_DAYS]?.startsAt ?? 0) + MOVING_HOUR_MS);
  return { agreedAt: movedAt, createdAt: movedAt };
}

/** Orders taken by hand are at times typed in days later. */
function lateEntry(random: Random, isManual: boolean, placedAt: number, { endsAt }: Calendar) {
  const createdAt = isManual && chance(random, 0.08) ? placedAt + between(random, 1, 4) * DAY_MS : placedAt;
  return createdAt > placedAt && createdAt < endsAt ? { createdAt: iso(createdAt) } : {};
}

function drawCharges(
  random: Random,
  profile: ShopProfile,
  { destination, channel }: Buyer,
  lines: readonly PricedLine[],
) {
  const charge = (kind: ChargeRecord["kind"], amount: number): ChargeRecord[] =>
    amount > 0 ? [{ kind, amount: decimal(amount, profile.currencyDigits) }] : [];
  const goods = valueOf(lines.filter(({ product }) => !product.listing.isGiftCard));
  const isDutyPaid = isOnline(channel) && destination.duty !== undefined && chance(random, DUTY_PAID_SHARE);
  return [
    ...(isDutyPaid ? charge("duty", Math.round(goods * (destination.duty ?? 0))) : []),
    ...(chance(random, FEE_SHARE) ? charge("additional_fee", minorUnits(profile, 2 * profile.priceLevel)) : []),
    ...(chance(random, UNKNOWN_SHARE) ? charge("unknown", minorUnits(profile, profile.priceLevel)) : []),
  ];
}

interface Purchase {
  readonly lines: PricedLine[];
  readonly code: string | null;
}

function shop(random: Random, setting: ShopSetting, buyer: Buyer, day: ShopDate): Purchase {
  const { profile, shelves } = setting;
  const { channel, destination, taste } = buyer;
  const shopper = {
    taste,
    favourite: buyer.favourite,
    isFirstOrder: buyer.ordersBefore === 0,
    isTrade: channel === "shopify_draft_order",
  };
  const givesCard = isOnline(channel) && chance(random, day.dayOfYear > 330 ? 0.045 : 0.013);
  const card: BasketLine[] = givesCard
    ? [{ product: shelves.giftCard, variantIndex: between(random, 0, 2), quantity: 1 }]
    : [];
  const goods = givesCard && chance(random, 0.45) ? [] : fillBasket(random, shelves, shopper, day);
  if (isOnline(channel)) reachFreeShipping(random, setting, taste, goods, day);
  const discount = chooseDiscount(random, profile, { channel, isFirstOrder: shopper.isFirstOrder, day });
  const discounts = spreadDiscount(
    discount,
    goods.map((line) => priceOf(line) * line.quantity),
  );
  return {
    lines: priceLines(profile, destination, [...goods, ...card], discounts),
    code: goods.length > 0 ? discount.code : null,
  };
}

/** Some shoppers add a small thing when that makes the parcel free. */
function reachFreeShipping(random: Random, setting: ShopSetting, taste: Taste, goods: BasketLine[], day: ShopDate) {
  const { profile, shelves } = setting;
  const threshold = minorUnits(profile, profile.freeShippingFrom);
  const value = goods.reduce((sum, line) => sum + priceOf(line) * line.quantity, 0);
  if (value < threshold * 0.72 || value >= threshold || !chance(random, 0.34)) return;
  const small = shelves.draw(random, taste, "refill", day);
  if (small === null || goods.some(({ product }) => product === small)) return;
  goods.push({ product: small, variantIndex: 0, quantity: 1 });
}

/** A free replacement of something that arrived broken. */
function replace(random: Random, { profile, shelves }: ShopSetting, buyer: Buyer): Purchase {
  const product = shelves.product(buyer.favourite === NO_FAVOURITE ? 0 : buyer.favourite);
  const line = { ...portion(random, product, false), quantity: 1 };
  return { lines: priceLines(profile, buyer.destination, [line], [priceOf(line)]), code: "REPLACEMENT" };
}

function drawStatus(random: Random, channel: Channel, placedAt: number, endsAt: number): string | null {
  const luck = random.next();
  const isRecent = endsAt - placedAt < 21 * DAY_MS;
  if (luck < 0.0025) return "VOIDED";
  if (luck < 0.0035) return "EXPIRED";
  const isOwed = luck < (channel === "shopify_draft_order" ? 0.3 : 0.012);
  return isOwed && isRecent ? "PENDING" : null;
}

function journey(random: Random, buyer: Buyer): OrderRecord["journey"] {
  const isFirstOrder = buyer.ordersBefore === 0;
  const daysToConversion = chance(random, 0.6) ? 0 : Math.min(30, poisson(random, isFirstOrder ? 5 : 2));
  const { first, last } = visitsOf(random, isFirstOrder, daysToConversion);
  return {
    customerOrderIndex: buyer.ordersBefore + 1,
    ...(first !== last && { firstSource: first.source, firstMedium: first.medium }),
    ...last,
    daysToConversion,
  };
}
