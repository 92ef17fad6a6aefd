import type { CheckRange } from "./check-protocol";

/** The calendar months of a range of days, the first and last cut where the range begins and ends. */
export function monthsOf({ from, to }: CheckRange): (CheckRange & { readonly month: string })[] {
  const months: (CheckRange & { month: string })[] = [];
  for (let first = from; first <= to;) {
    const month = first.slice(0, 7);
    const [year = 0, number = 0] = month.split("-").map(Number);
    const last = new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
    months.push({ month, from: first, to: last < to ? last : to });
    first = new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 10);
  }
  return months;
}
