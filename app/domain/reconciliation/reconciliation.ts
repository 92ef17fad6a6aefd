/** The numbers Shopify and the app both have (`metrics` section 14). */
export const COMPARED_KEYS = [
  "orders",
  "gross_sales",
  "discounts",
  "net_sales",
  "average_order_value",
  "returning_customer_rate",
] as const;
export type ComparedKey = (typeof COMPARED_KEYS)[number];
export type ComparedUnit = "count" | "money" | "rate";

const UNITS: Readonly<Record<ComparedKey, ComparedUnit>> = {
  orders: "count",
  gross_sales: "money",
  discounts: "money",
  net_sales: "money",
  average_order_value: "money",
  returning_customer_rate: "rate",
};

/** A number as what it is divided from; sums have the denominator 1. Money is in minor units. */
export interface Fraction {
  readonly numerator: number;
  readonly denominator: number;
}

/** A number as Shopify printed it. */
export interface TheirNumber {
  readonly value: number;
  /** Half of its last printed digit: by so much it may have been rounded. */
  readonly rounding: number;
}

/** Why the two sides may differ, each counted from rows. */
export type Cause =
  "gift_card_only_orders" | "settings_in_force" | "orders_not_received" | "identity_differences" | "currency_leftovers";

/** What one cause makes up, from counted rows. */
export interface CountedCause {
  readonly cause: Cause;
  /** Orders, or customers for `identity_differences`. */
  readonly count: number;
  /** What Shopify's side has more of because of it, by number. */
  readonly deltas: Readonly<Partial<Record<ComparedKey, Fraction>>>;
  /** False when there were more rows than were looked at. */
  readonly isComplete: boolean;
}

export interface ReconciledLine {
  readonly cause: Cause;
  readonly count: number;
  readonly isComplete: boolean;
  /** Part of the difference it explains, in the unit of the number. */
  readonly amount: number;
}

/**
 * `matches`: equal but for rounding, or within 0.1% and one order; `explained`: what is left after the counted rows
 * is at most 0.5%; `investigate`: more is left; `not_judged`: the range is not over, or one side has no number.
 */
export type ReconciliationStatus = "matches" | "explained" | "investigate" | "not_judged";

export interface ReconciledNumber {
  readonly key: ComparedKey;
  readonly unit: ComparedUnit;
  readonly ours: number | null;
  readonly theirs: number | null;
  /** Shopify's less ours. */
  readonly difference: number | null;
  readonly lines: readonly ReconciledLine[];
  /** What no counted row explains. */
  readonly remainder: number | null;
  /** The remainder as a fraction of Shopify's number; null when that is zero. */
  readonly remainderShare: number | null;
  readonly status: ReconciliationStatus;
}

export interface Reconciliation {
  readonly status: ReconciliationStatus;
  readonly numbers: readonly ReconciledNumber[];
}

const MATCHING_SHARE = 0.001;
const MATCHING_ORDERS = 1;
export const EXPLAINED_SHARE = 0.005;
/** From best to worst; the whole is as good as its worst number. */
const BY_BADNESS: readonly ReconciliationStatus[] = ["not_judged", "matches", "explained", "investigate"];

/**
 * Holds our numbers against Shopify's and takes the difference apart.
 *
 * Causes are applied to our fraction one after the other, so that what each explains adds up to the whole also where
 * the number is a mean or a rate.
 *
 * @param isOver - false while the range's last day still runs: Shopify's reports lag, so nothing is judged.
 */
export function reconcile(
  ours: Readonly<Record<ComparedKey, Fraction | null>>,
  theirs: Readonly<Record<ComparedKey, TheirNumber | null>>,
  causes: readonly CountedCause[],
  isOver: boolean,
): Reconciliation {
  const numbers = COMPARED_KEYS.map((key) => reconcileNumber(key, ours[key], theirs[key], causes, isOver));
  const worst = Math.max(...numbers.map(({ status }) => BY_BADNESS.indexOf(status)));
  return { status: BY_BADNESS[worst] ?? "not_judged", numbers };
}

function reconcileNumber(
  key: ComparedKey,
  ours: Fraction | null,
  theirs: TheirNumber | null,
  causes: readonly CountedCause[],
  isOver: boolean,
): ReconciledNumber {
  const own = ours && valueOf(ours);
  const lines: ReconciledLine[] = [];
  let reached = ours;
  for (const { cause, count, deltas, isComplete } of causes) {
    const delta = deltas[key];
    if (!delta || !reached) continue;
    const next = {
      numerator: reached.numerator + delta.numerator,
      denominator: reached.denominator + delta.denominator,
    };
    const amount = (valueOf(next) ?? 0) - (valueOf(reached) ?? 0);
    reached = next;
    if (amount !== 0) lines.push({ cause, count, isComplete, amount });
  }
  const explained = reached && valueOf(reached);
  const difference = theirs && own !== null ? theirs.value - own : null;
  const remainder = theirs && explained !== null ? theirs.value - explained : null;
  return {
    key,
    unit: UNITS[key],
    ours: own,
    theirs: theirs?.value ?? null,
    difference,
    lines,
    remainder,
    remainderShare: theirs && remainder !== null && theirs.value !== 0 ? Math.abs(remainder / theirs.value) : null,
    status: isOver ? statusOf(key, theirs, difference, remainder) : "not_judged",
  };
}

function statusOf(
  key: ComparedKey,
  theirs: TheirNumber | null,
  difference: number | null,
  remainder: number | null,
): ReconciliationStatus {
  if (!theirs || difference === null || remainder === null) return "not_judged";
  const isWithin = (amount: number, share: number) =>
    Math.abs(amount) <= Math.max(theirs.rounding, share * Math.abs(theirs.value)) + Number.EPSILON;
  if (isWithin(difference, MATCHING_SHARE) && (key !== "orders" || Math.abs(difference) <= MATCHING_ORDERS)) {
    return "matches";
  }
  return isWithin(remainder, EXPLAINED_SHARE) ? "explained" : "investigate";
}

function valueOf({ numerator, denominator }: Fraction): number | null {
  return denominator === 0 ? null : numerator / denominator;
}
