import type { PricedLine } from "./pricing";
import { between, chance, type Random } from "./random";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export interface Refund {
  readonly at: number;
  readonly lines: { readonly line: number; readonly quantity: number }[];
  /** Minor units given back beyond goods. */
  readonly adjustment: number;
}

/** What happens to an order after it was placed. */
export interface Aftermath {
  readonly cancelledAt: number | null;
  /** One unit of a line is taken out, or something is added when `removesUnitOf` is null. */
  readonly edit: { readonly at: number; readonly removesUnitOf: number | null } | null;
  readonly refunds: readonly Refund[];
}

const UNTOUCHED: Aftermath = { cancelledAt: null, edit: null, refunds: [] };

interface PlacedOrder {
  readonly placedAt: number;
  readonly lines: readonly PricedLine[];
  readonly isOnline: boolean;
}

/** Draws cancellation, edit and refunds; what would fall after `until` has not happened yet. */
export function drawAftermath(random: Random, order: PlacedOrder, until: number): Aftermath {
  const hasHappened = (at: number) => at < until;
  const fate = random.next();
  if (order.isOnline && fate < 0.014) {
    const at = order.placedAt + wholeSeconds(HOUR_MS * (0.2 + 40 * random.next()));
    return hasHappened(at) ? { ...UNTOUCHED, cancelledAt: at } : UNTOUCHED;
  }
  if (order.isOnline && fate < 0.026) {
    const at = order.placedAt + wholeSeconds(HOUR_MS * (0.1 + 20 * random.next()));
    return hasHappened(at)
      ? { ...UNTOUCHED, edit: { at, removesUnitOf: drawRemoval(random, order.lines) } }
      : UNTOUCHED;
  }
  const hasGear = order.lines.some(({ product }) => product.listing.purpose === "gear");
  if (fate >= 0.026 + (hasGear ? 0.07 : 0.025)) return UNTOUCHED;
  const refunds = drawRefunds(random, order).filter(({ at }) => hasHappened(at));
  return refunds.length === 0 ? UNTOUCHED : { ...UNTOUCHED, refunds };
}

const wholeSeconds = (ms: number) => Math.round(ms / 1000) * 1000;

/** The line that loses a unit, or null when something is added instead. */
function drawRemoval(random: Random, lines: readonly PricedLine[]): number | null {
  const line = lines.findIndex(({ quantity, product }) => quantity > 1 && !product.listing.isGiftCard);
  return line >= 0 && chance(random, 0.5) ? line : null;
}

function drawRefunds(random: Random, order: PlacedOrder): Refund[] {
  const at = order.placedAt + wholeSeconds(DAY_MS * (3 + 25 * random.next() ** 2));
  const goods = order.lines.flatMap(({ quantity, product }, line) =>
    product.listing.isGiftCard ? [] : [{ line, quantity }],
  );
  if (goods.length === 0) return [];
  const kind = random.next();
  if (kind < 0.35) return [{ at, lines: goods, adjustment: 0 }];
  if (kind < 0.82) {
    const chosen = goods[between(random, 0, goods.length - 1)] ?? { line: 0, quantity: 1 };
    const some = { line: chosen.line, quantity: between(random, 1, chosen.quantity) };
    const first = { at, lines: [some], adjustment: 0 };
    const left = chosen.quantity - some.quantity;
    if (left === 0 || !chance(random, 0.3)) return [first];
    return [first, { at: at + 2 * DAY_MS, lines: [{ line: chosen.line, quantity: left }], adjustment: 0 }];
  }
  const value = order.lines.reduce((sum, line) => sum + line.quantity * line.price - line.discount, 0);
  const goodwill = Math.floor(value * (0.05 + 0.2 * random.next()));
  return goodwill > 0 ? [{ at, lines: [], adjustment: goodwill }] : [];
}
