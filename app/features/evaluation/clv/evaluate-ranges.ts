import { acquisitionMonths } from "~/domain/clv/back-test/grade";
import { DAYS_PER_MONTH } from "~/domain/clv/forecast-months";
import { pastErrors } from "~/domain/clv/intervals/past-errors";
import { rangeOf } from "~/domain/clv/intervals/range";
import { frequencyClasses, type SegmentSums, sumsBy } from "~/domain/clv/intervals/segment-sums";
import { type Part, spreadOf } from "~/domain/clv/intervals/spread";
import type { PurchaseLog } from "~/domain/clv/log/purchase-log";
import { outcomeOf, type Snapshot } from "~/domain/clv/log/snapshot";
import { rfmCuts, rfmGroup, rfmScores } from "~/domain/groups/rfm";
import { quantile } from "~/domain/numeric/quantile";
import { DAY_MS } from "~/domain/time/shop-time";
import { type PastForecast, pastForecasts } from "./past-forecasts";

const RANGE_KINDS = ["total", "month", "frequency", "group", "product"] as const;
export type RangeKind = (typeof RANGE_KINDS)[number];
export const RANGE_MONTHS = [3, 6, 12, 24] as const;
const PARTS: readonly Part[] = ["purchases", "value"];

/** How often what came lay inside its 80% range. */
export interface RangeScore {
  readonly kind: RangeKind;
  readonly of: Part;
  readonly months: number;
  readonly forecasts: number;
  readonly covered: number;
  /** Of the range over the forecast. */
  readonly medianWidth: number;
}

/** A range that was met or not. */
export interface JudgedRange {
  readonly kind: RangeKind;
  readonly of: Part;
  readonly months: number;
  readonly isInside: boolean;
  readonly width: number;
}

/** First products that get a segment of their own; the others share one, as on pages. */
const MOST_PRODUCTS = 12;

/**
 * Forecasts a log on every third month of its history as the app would have done on that day, with what was known then,
 * and compares ranges with what came: of the shop, of acquisition months, of customers by repeat purchases, of groups by
 * recency, frequency and money, and of first products.
 *
 * @param firstProducts - parallel to the customers of the log; null where they are not known.
 */
export function judgeRanges(log: PurchaseLog, firstProducts: readonly string[] | null): JudgedRange[] {
  return Array.from(pastForecasts(log), (past) => judgeDay(firstProducts, past)).flat();
}

function judgeDay(
  firstProducts: readonly string[] | null,
  { firstDay, now, models, modelsAt, choice, isKnown }: PastForecast,
): JudgedRange[] {
  const { snapshot, forecast } = models;
  const past = pastErrors(modelsAt, choice, firstDay, now);
  const kinds = kindsOf(snapshot, firstProducts);
  return RANGE_MONTHS.flatMap((months) => {
    const days = months * DAYS_PER_MONTH;
    if (!isKnown(days)) return [];
    const spread = spreadOf(past(days), days);
    const expected = { counts: forecast(choice.counts, days).counts, values: forecast(choice.value, days).values };
    const actual = outcomeOf(snapshot, days);
    const whole = sumsBy(kinds.get("total")!, expected, actual).get("all")!;
    return [...kinds].flatMap(([kind, keys]) =>
      Array.from(sumsBy(keys, expected, actual).values(), (sums) =>
        PARTS.flatMap((of): JudgedRange[] => {
          const range = rangeOf(spread, of, forecastsOf(sums), forecastsOf(whole));
          if (range === null) return [];
          const { forecast: said, actual: came } = sums[of];
          const isInside = range[0] <= came && came <= range[1];
          return [{ kind, of, months, isInside, width: (range[1] - range[0]) / said }];
        }),
      ).flat(),
    );
  });
}

const forecastsOf = ({ purchases, value }: SegmentSums) => ({ purchases: purchases.forecast, value: value.forecast });

/** What segment each customer of a snapshot is of, by kind. */
function kindsOf(snapshot: Snapshot, firstProducts: readonly string[] | null): Map<RangeKind, (string | number)[]> {
  const { log, at } = snapshot;
  const kinds = new Map<RangeKind, (string | number)[]>([
    ["total", Array.from(at.customers, () => "all")],
    ["month", acquisitionMonths(log, at.customers)],
    ["frequency", frequencyClasses(snapshot)],
    ["group", groupsAt(snapshot)],
  ]);
  if (firstProducts !== null) {
    const own = Array.from(at.customers, (customer) => firstProducts[customer]!);
    const customers = new Map<string, number>();
    for (const product of own) customers.set(product, (customers.get(product) ?? 0) + 1);
    const leading = [...customers].sort(([, one], [, other]) => other - one).slice(0, MOST_PRODUCTS);
    const known = new Set(leading.map(([product]) => product));
    kinds.set(
      "product",
      own.map((product) => (known.has(product) ? product : "others")),
    );
  }
  return kinds;
}

function groupsAt({ log, at, lastDay }: Snapshot): string[] {
  const subjects = Array.from(at.customers, (customer, row) => {
    const first = log.starts[customer]!;
    const frequency = at.frequency[row]!;
    return {
      customerId: String(customer),
      firstPurchaseAt: 0,
      lastPurchaseAt: (lastDay - at.tenureDays[row]! + at.recencyDays[row]!) * DAY_MS,
      purchases: frequency + 1,
      keptValue: log.values.subarray(first, first + frequency + 1).reduce((sum, value) => sum + value, 0),
    };
  });
  const cuts = rfmCuts(subjects)!;
  return subjects.map((subject) => rfmGroup(rfmScores(subject, cuts), subject.purchases === 1));
}

/** By kind, by what is forecast, by horizon. */
export function rangeScores(judged: readonly JudgedRange[]): RangeScore[] {
  return RANGE_KINDS.flatMap((kind) =>
    PARTS.flatMap((of) =>
      RANGE_MONTHS.flatMap((months): RangeScore[] => {
        const own = judged.filter((each) => each.kind === kind && each.of === of && each.months === months);
        if (own.length === 0) return [];
        const widths = own.map(({ width }) => width).sort((one, other) => one - other);
        const covered = own.filter(({ isInside }) => isInside).length;
        return [{ kind, of, months, forecasts: own.length, covered, medianWidth: quantile(widths, 0.5)! }];
      }),
    ),
  );
}
