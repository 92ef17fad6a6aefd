import type { PricedLine } from "./pricing";
import { between, chance, type Random } from "../random";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const KEPT_MONEY_SHARE = 0.04;
const REPRICED_SHARE = 0.25;
const EXCHANGED_SHARE = 0.22;
const RETURN_FEE_SHARE = 0.3;
const RESTOCKING_SHARE = 0.12;
const SHIPPING_BACK_SHARE = 0.35;

interface Units {
  readonly line: number;
  readonly quantity: number;
}

export interface Refund {
  readonly at: number;
  readonly lines: readonly Units[];
  /** Minor units given back beyond goods, with their tax; negative when kept back. */
  readonly adjustment: number;
  readonly givesShippingBack: boolean;
}

/** What happens to an order after it was placed. */
export interface Aftermath {
  readonly cancelledAt: number | null;
  readonly keepsMoney: boolean;
  /** One unit of a line is taken out, the first line gets cheaper, or something is added. */
  readonly edit: {
    readonly at: number;
    readonly kind: { readonly removesUnitOf: number } | { readonly discount: number } | "adds";
  } | null;
  readonly exchange: { readonly at: number; readonly unit: Units; readonly hasFee: boolean } | null;
  readonly refunds: readonly Refund[];
}

const UNTOUCHED: Aftermath = { cancelledAt: null, keepsMoney: false, edit: null, exchange: null, refunds: [] };

interface PlacedOrder {
  readonly placedAt: number;
  readonly lines: readonly PricedLine[];
  readonly isOnline: boolean;
}

/** Draws cancellation, edit, exchange and refunds; what would fall after `until` has not happened yet. */
export function drawAftermath(random: Random, order: PlacedOrder, until: number): Aftermath {
  const hasHappened = (at: number) => at < until;
  const fate = random.next();
  if (order.isOnline && fate < 0.014) {
    const at = order.placedAt + wholeSeconds(HOUR_MS * (0.2 + 40 * random.next()));
    const keepsMoney = chance(random, KEPT_MONEY_SHARE);
    return hasHappened(at) ? { ...UNTOUCHED, cancelledAt: at, keepsMoney } : UNTOUCHED;
  }
  if (order.isOnline && fate < 0.026) {
    const at = order.placedAt + wholeSeconds(HOUR_MS * (0.1 + 20 * random.next()));
    const kind = drawEdit(random, order.lines);
    return hasHappened(at) ? { ...UNTOUCHED, edit: { at, kind } } : UNTOUCHED;
  }
  const hasGear = order.lines.some(({ product }) => product.listing.purpose === "gear");
  if (fate >= 0.026 + (hasGear ? 0.07 : 0.025)) return UNTOUCHED;
  return drawReturn(random, order, hasHappened);
}

const wholeSeconds = (ms: number) => Math.round(ms / 1000) * 1000;

function drawEdit(random: Random, lines: readonly PricedLine[]): NonNullable<Aftermath["edit"]>["kind"] {
  const first = lines[0];
  if (first !== undefined && !first.product.listing.isGiftCard && chance(random, REPRICED_SHARE)) {
    const left = first.price * first.quantity - first.discount;
    const discount = Math.floor(left * (0.05 + 0.1 * random.next()));
    if (discount > 0) return { discount };
  }
  const line = lines.findIndex(({ quantity, product }) => quantity > 1 && !product.listing.isGiftCard);
  return line >= 0 && chance(random, 0.5) ? { removesUnitOf: line } : "adds";
}

function drawReturn(random: Random, order: PlacedOrder, hasHappened: (at: number) => boolean): Aftermath {
  const at = order.placedAt + wholeSeconds(DAY_MS * (3 + 25 * random.next() ** 2));
  const goods = order.lines.flatMap(({ quantity, product }, line) =>
    product.listing.isGiftCard ? [] : [{ line, quantity }],
  );
  if (goods.length === 0) return UNTOUCHED;
  if (chance(random, EXCHANGED_SHARE)) {
    const { line } = goods[between(random, 0, goods.length - 1)] ?? { line: 0 };
    const exchange = { at, unit: { line, quantity: 1 }, hasFee: chance(random, RETURN_FEE_SHARE) };
    return hasHappened(at) ? { ...UNTOUCHED, exchange } : UNTOUCHED;
  }
  const refunds = drawRefunds(random, order, at, goods).filter((refund) => hasHappened(refund.at));
  return refunds.length === 0 ? UNTOUCHED : { ...UNTOUCHED, refunds };
}

function drawRefunds(random: Random, order: PlacedOrder, at: number, goods: readonly Units[]): Refund[] {
  const plain = { at, lines: [], adjustment: 0, givesShippingBack: false };
  const kind = random.next();
  if (kind < 0.35) {
    const restocking = chance(random, RESTOCKING_SHARE) ? -Math.floor(valueOf(order.lines) * 0.1) : 0;
    const givesShippingBack = chance(random, SHIPPING_BACK_SHARE);
    return [{ ...plain, lines: goods, adjustment: restocking, givesShippingBack }];
  }
  if (kind < 0.82) {
    const chosen = goods[between(random, 0, goods.length - 1)] ?? { line: 0, quantity: 1 };
    const some = { line: chosen.line, quantity: between(random, 1, chosen.quantity) };
    const first = { ...plain, lines: [some] };
    const left = chosen.quantity - some.quantity;
    if (left === 0 || !chance(random, 0.3)) return [first];
    return [first, { ...plain, at: at + 2 * DAY_MS, lines: [{ line: chosen.line, quantity: left }] }];
  }
  const goodwill = Math.floor(valueOf(order.lines) * (0.05 + 0.2 * random.next()));
  return goodwill > 0 ? [{ ...plain, adjustment: goodwill }] : [];
}

const valueOf = (lines: readonly PricedLine[]) =>
  lines.reduce((sum, line) => sum + line.quantity * line.price - line.discount, 0);
