import type { MetricKey } from "~/domain/metrics/catalogue/catalogue";
import type { Reading } from "~/domain/metrics/records/basis";
import type { ExplainedRow, ListKind, ListTotals } from "~/domain/metrics/explain/explained-row";
import type { ExclusionReason } from "~/domain/metrics/explain/exclusions";
import type { ListOrder } from "~/domain/metrics/explain/list-order";
import type { MetricUnit, MetricValue } from "~/domain/metrics/confidence/metric-value";
import type { DayRange } from "~/domain/time/reporting-window";
import type { EpochMs } from "~/domain/time/shop-time";

export const ROWS_PER_PAGE = 50;

/** What a list or a part of a number is measured in. */
export type PartUnit = "money" | "count" | "days";

/** One part of a formula: what is added up, and how much it is. */
export interface FormulaPart {
  readonly words: string;
  readonly amount: number;
  readonly unit: PartUnit;
}

/** How a number came about, down to the orders, customers or checkouts behind it. */
export interface Explanation {
  readonly key: MetricKey;
  readonly label: string;
  /** One sentence. */
  readonly definition: string;
  readonly unit: MetricUnit;
  readonly value: MetricValue;
  /** How often ranges of such a forecast held at earlier days; null where none was judged or nothing is forecast. */
  readonly rangeHeld: number | null;
  readonly formula: {
    readonly reading: Reading;
    readonly numerator: FormulaPart;
    readonly denominator: FormulaPart | null;
    /** The lines the numerator consists of, what is taken off below zero; empty when it is one of a kind. */
    readonly madeOf: readonly FormulaPart[];
    /** How the number is read from the listed values; null when it is a sum or a quotient of sums. */
    readonly how: string | null;
  };
  /** What was asked for. */
  readonly range: DayRange;
  /** The part of the shop it is of, in words; empty for the whole. */
  readonly segment: string;
  /** The days that were looked at; null when it was the whole history. */
  readonly over: DayRange | null;
  readonly excluded: readonly { readonly reason: ExclusionReason; readonly label: string; readonly count: number }[];
  readonly definitionVersion: number;
  readonly asOf: EpochMs;
  /** What it is made of. */
  readonly counts: "orders" | "visits";
  /** Newest event of that kind among the numbers; null while there is none. */
  readonly newestEventAt: EpochMs | null;
  readonly unavailableBecause: string | null;
  readonly list: ExplainedList;
  readonly shop: { readonly name: string; readonly currencyCode: string; readonly timeZone: string };
}

/**
 * The facts behind a number, a page of them. `total.numerator` and `total.denominator` are the sums over all pages;
 * they equal the parts of the number.
 */
export interface ExplainedList {
  readonly kind: ListKind;
  readonly columns: readonly ListColumn[];
  readonly rows: readonly ExplainedRow[];
  readonly total: ListTotals;
  /** From 1. */
  readonly page: number;
  readonly pages: number;
  readonly order: ListOrder;
}

export type ColumnUnit = PartUnit | "text" | "moment" | "order" | "customer" | "checkout";

export interface ListColumn {
  readonly field: keyof ExplainedRow;
  /** In the header of a file. */
  readonly key: string;
  readonly label: string;
  readonly unit: ColumnUnit;
  readonly isSortable: boolean;
}
