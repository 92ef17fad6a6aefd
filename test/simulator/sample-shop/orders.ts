import { type Aftermath, drawAftermath } from "./aftermath";
import { type BasketLine, fillBasket, portion } from "./basket";
import type { Calendar, ShopDate } from "./calendar";
import { type Channel, isOnline, visitsOf } from "./channels";
import { chooseDiscount, spreadDiscount } from "./discounts";
import type { OrderRecord, RefundRecord } from "./folder-records";
import { decimal } from "./money";
import { NO_FAVOURITE } from "./open-customers";
import { lineRecord, priceLines, priceOf, type PricedLine, shippingOf, taxOf, valueOf } from "./pricing";
import { type Destination, minorUnits, type ShopProfile } from "./profiles";
import { between, chance, token, poisson, type Random } from "./random";
import { iso } from "./timestamps";
import type { Shelves, StockedProduct } from "./shelves";
import type { Taste } from "./catalogue";

const FIRST_ORDER_ID = 5_401_234_500_000;
const ORDER_ID_STEP = 16;
const FIRST_ORDER_NAME = 1001;
const DAY_MS = 86_400_000;

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
  const presentment = online && chance(random, 0.8) ? buyer.destination.presentmentCurrency : undefined;
  const isManual = isReplacement || channel === "shopify_draft_order";
  const createdAt = isManual && chance(random, 0.08) ? placed.at + between(random, 1, 4) * DAY_MS : placed.at;
  const status = drawStatus(random, channel, placed.at, calendar.endsAt);
  const money = (amount: number) => decimal(amount, profile.currencyDigits);

  const record: OrderRecord = {
    id: orderId(sequence),
    name: `#${FIRST_ORDER_NAME + sequence}`,
    customerId: buyer.customerId,
    processedAt: iso(placed.at),
    ...(createdAt > placed.at && createdAt < calendar.endsAt && { createdAt: iso(createdAt) }),
    ...(aftermath.cancelledAt !== null && { cancelledAt: iso(aftermath.cancelledAt) }),
    ...(placed.isTest && { test: true as const }),
    ...(status !== null && !isFree && isUntouched(aftermath) && { financialStatus: status }),
    sourceName: isReplacement ? "shopify_draft_order" : channel,
    ...(online && !isReplacement && { checkoutToken: token(random), cartToken: token(random) }),
    ...(code !== null && { discountCodes: [code] }),
    country: buyer.destination.country,
    lines: lines.map((line) => lineRecord(profile, line)),
    ...(shipping > 0 && { shipping: money(shipping) }),
    ...(tip > 0 && { tip: money(tip) }),
    ...(presentment !== undefined && { presentmentCurrency: presentment }),
    ...(aftermath.edit !== null && { edits: [editRecord(random, setting, buyer, placed.day, lines, aftermath.edit)] }),
    ...(aftermath.refunds.length > 0 && {
      refunds: aftermath.refunds.map(({ at, lines: units, adjustment }): RefundRecord => ({
        at: iso(at),
        lines: units,
        ...(adjustment > 0 && { adjustment: money(adjustment) }),
      })),
    }),
    ...(online && !isReplacement && { journey: journey(random, buyer) }),
  };
  const refilled = lines.find(({ product }) => product.listing.purpose === "refill")?.product.index ?? NO_FAVOURITE;
  return { record, placedAt: placed.at, lines, refilled };
}

const isUntouched = ({ cancelledAt, refunds }: Aftermath) => cancelledAt === null && refunds.length === 0;

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

function editRecord(
  random: Random,
  setting: ShopSetting,
  buyer: Buyer,
  day: ShopDate,
  lines: readonly PricedLine[],
  edit: NonNullable<Aftermath["edit"]>,
) {
  const { profile, shelves } = setting;
  const thinned = edit.removesUnitOf === null ? undefined : lines[edit.removesUnitOf];
  if (thinned !== undefined) {
    const ofOneUnit = (amount: number) => amount - Math.round((amount * (thinned.quantity - 1)) / thinned.quantity);
    const removed = { ...thinned, discount: ofOneUnit(thinned.discount), tax: ofOneUnit(thinned.tax) };
    return { at: iso(edit.at), lines: [{ ...lineRecord(profile, removed), quantity: -1 }] };
  }
  const product: StockedProduct = shelves.draw(random, buyer.taste, "refill", day) ?? shelves.product(0);
  const added = { product, variantIndex: 0, quantity: 1 };
  const price = priceOf(added);
  const tax = taxOf(profile, buyer.destination, product, price);
  return { at: iso(edit.at), lines: [lineRecord(profile, { ...added, price, discount: 0, tax })] };
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
