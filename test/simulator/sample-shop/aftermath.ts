import type { EditLine, PricedLine } from "./orders";
import { between, chance, type Random } from "./random";
import type { Shelves } from "./shelves";

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
  readonly edit: { readonly at: number; readonly line: EditLine } | null;
  readonly refunds: readonly Refund[];
}

const UNTOUCHED: Aftermath = { cancelledAt: null, edit: null, refunds: [] };

interface PlacedOrder {
  readonly placedAt: number;
  readonly lines: readonly PricedLine[];
  readonly isOnline: boolean;
}

/** Draws cancellation, edit and refunds; what would fall after `until` has not happened yet. */
export function drawAftermath(random: Random, shelves: Shelves, order: PlacedOrder, until: number): Aftermath {
  const hasHappened = (at: number) => at < until;
  const fate = random.next();
  if (order.isOnline && fate < 0.014) {
    const at = order.placedAt + wholeSeconds(HOUR_MS * (0.2 + 40 * random.next()));
    return hasHappened(at) ? { ...UNTOUCHED, cancelledAt: at } : UNTOUCHED;
  }
  if (order.isOnline && fate < 0.026) {
    const at = order.placedAt + wholeSeconds(HOUR_MS * (0.1 + 20 * random.next()));
    return hasHappened(at) ? { ...UNTOUCHED, edit: { at, line: drawEdit(random, shelves, order.lines) } } : UNTOUCHED;
  }
  const hasGear = order.lines.some(({ product }) => product.listing.purpose === "gear");
  if (fate >= 0.026 + (hasGear ? 0.07 : 0.025)) return UNTOUCHED;
  const refunds = drawRefunds(random, order).filter(({ at }) => hasHappened(at));
  return refunds.length === 0 ? UNTOUCHED : { ...UNTOUCHED, refunds };
}

const wholeSeconds = (ms: number) => Math.round(ms / 1000) * 1000;

function drawEdit(random: Random, shelves: Shelves, lines: readonly PricedLine[]): EditLine {
  const severalUnits = lines.find(({ quantity, product }) => quantity > 1 && !product.listing.isGiftCard);
  if (severalUnits !== undefined && chance(random, 0.5)) {
    const share = (amount: number) => amount - Math.round((amount * (severalUnits.quantity - 1)) / severalUnits.quantity);
    return { ...severalUnits, quantity: -1, discount: share(severalUnits.discount), tax: share(severalUnits.tax) };
  }
  const first = lines[0];
  const added = first === undefined ? 0 : between(random, 0, shelves.products.length - 1);
  const candidate = shelves.product(added);
  const isPlain = candidate.listing.status === "ACTIVE" && !candidate.listing.isGiftCard && candidate.lastDay >= 0;
  const product = isPlain ? candidate : shelves.product(0);
  return { product, variantIndex: 0, quantity: 1, discount: 0, tax: 0 };
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
