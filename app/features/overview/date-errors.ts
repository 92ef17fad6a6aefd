import { isShopDay } from "~/domain/shop-time";

/** What is wrong with typed dates, one sentence a field; empty when they make a range. */
export function dateErrors(from: string, to: string): { from?: string; to?: string } {
  if (!isShopDay(from)) return { from: "Enter the first day as a date." };
  if (!isShopDay(to)) return { to: "Enter the last day as a date." };
  if (to < from) return { to: "The last day lies before the first. Choose a later last day." };
  return {};
}
