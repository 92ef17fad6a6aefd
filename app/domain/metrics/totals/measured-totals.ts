import type { Landing } from "~/domain/measurement/landing";
import { SOURCES, type Source } from "~/domain/measurement/sources";
import type { Device } from "~/domain/measurement/storefront-event";
import type { MinorUnits } from "~/domain/money";
import type { CheckoutCut } from "~/domain/orders/known-checkouts";

/** What was measured of the days of a range; days before the first event are in no part of it. */
interface Measured {
  readonly cut: CheckoutCut | null;
}

export interface MeasuredSessions extends Measured {
  /** The sessions by what they have in common; cells without a session are left out. */
  readonly cells: readonly SessionCell[];
}

/** Sessions of one kind, and how many of them reached each step. */
export interface SessionCell extends SessionCounts {
  readonly device: Device | "unknown";
  readonly source: Source;
  readonly landing: Landing;
  readonly isNew: boolean;
}

export const SESSION_COUNTS = [
  ...["sessions", "product", "cart", "checkout", "contact", "address", "shipping", "payment", "completed"],
  ...["searching", "searchingCompleted", "searches", "searchesWithoutResult", "views", "knownViews", "soldOutViews"],
] as const;
export type SessionCount = (typeof SESSION_COUNTS)[number];
export type SessionCounts = Readonly<Record<SessionCount, number>>;

export interface MeasuredCarts extends Measured {
  readonly bought: number;
  readonly abandoned: number;
  /** Neither yet, so in no rate. */
  readonly open: number;
}

export interface MeasuredOrders extends Measured {
  /** With a checkout token that the pixel saw completed. */
  readonly seen: number;
  /** With a checkout token. */
  readonly orders: number;
}

export interface MeasuredSales extends Measured {
  readonly mobile: MinorUnits;
  /** Of orders whose device is known. */
  readonly known: MinorUnits;
  /** How many orders have such sales. */
  readonly orders: number;
}

/** What sessions that began in the range did with recommendations; what they bought by a list's own button is clicked. */
export interface MeasuredRecommendations extends Measured {
  /** Sessions with a list in view. */
  readonly seen: number;
  /** Sessions that clicked one. */
  readonly clicking: number;
  /** Assisted sales: kept value of the lines whose product was clicked in the session that bought them. */
  readonly sales: MinorUnits;
  /** Sum of the squares of what each order adds to them. */
  readonly squares: number;
  /** How many orders have such lines. */
  readonly orders: number;
}

/** What lists of product pages were found to add, over the days of one draw. */
export interface MeasuredLiftTotals {
  readonly lift: number;
  readonly interval: readonly [low: number, high: number] | null;
  /** Sessions that viewed a drawn product, shown and held out, once for each product. */
  readonly views: number;
}

/** How many earlier purchases are told apart; the last stands for as many and more. */
export const PRIOR_PURCHASES = [0, 1, 2, 3] as const;

/** Those whose conversion is compared: with none, and with two. */
export const COMPARED_PRIOR_PURCHASES = [0, 2] as const;

export interface PriorPurchases extends Measured {
  /** Parallel to `PRIOR_PURCHASES`. */
  readonly groups: readonly { readonly sessions: number; readonly completed: number }[];
}

/** Sums over some of the cells. */
export function sessionsWhere(
  { cells }: MeasuredSessions,
  isAmong: (cell: SessionCell) => boolean = () => true,
): SessionCounts {
  const among = cells.filter(isAmong);
  return Object.fromEntries(
    SESSION_COUNTS.map((count) => [count, among.reduce((sum, cell) => sum + cell[count], 0)]),
  ) as SessionCounts;
}

/** Where most sessions came from, the first of the list where several did; null without sessions. */
export function largestSource(sessions: MeasuredSessions): Source | null {
  let [largest, most]: [Source | null, number] = [null, 0];
  for (const source of SOURCES) {
    const count = sessionsWhere(sessions, (cell) => cell.source === source).sessions;
    if (count > most) [largest, most] = [source, count];
  }
  return largest;
}

/** In one order, whichever way they were made. */
export function sortedCells(cells: readonly SessionCell[]): SessionCell[] {
  const key = ({ device, source, landing, isNew }: SessionCell) => [device, source, landing, isNew].join(" ");
  return cells.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
}
