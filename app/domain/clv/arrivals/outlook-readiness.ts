import type { Reason } from "~/words/records/reasons";

/** What a shop must have before new customers are forecast: a year, and in it enough of them. */
export const OUTLOOK_NEEDS = { months: 12, newCustomers: 100 } as const;
/** Where nobody came for so many months, nobody can say who will. */
export const QUIET_MONTHS = 3;

/** Why new customers are not forecast; null where they can be. */
export function outlookShortage(arrivals: readonly number[]): Reason | null {
  const sum = (months: number) => arrivals.slice(-months).reduce((total, count) => total + count, 0);
  const newCustomers = sum(OUTLOOK_NEEDS.months);
  if (arrivals.length < OUTLOOK_NEEDS.months || newCustomers < OUTLOOK_NEEDS.newCustomers) {
    const has = (amount: number, needs: number) => (amount < needs ? String(amount) : "enough");
    return {
      key: "outlookShort",
      values: {
        months: has(arrivals.length, OUTLOOK_NEEDS.months),
        neededMonths: OUTLOOK_NEEDS.months,
        customers: has(newCustomers, OUTLOOK_NEEDS.newCustomers),
        neededCustomers: OUTLOOK_NEEDS.newCustomers,
      },
    };
  }
  return sum(QUIET_MONTHS) === 0 ? { key: "outlookQuiet", values: { months: QUIET_MONTHS } } : null;
}
