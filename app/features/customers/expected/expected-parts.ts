import { RFM_GROUP_RULES, type RfmGroup } from "~/domain/groups/rfm";
import type { ShopMonth } from "~/domain/time/shop-time";
import { NOT_AVAILABLE, type Formatters } from "~/ui/formatters";

export function groupName(group: RfmGroup): string {
  return RFM_GROUP_RULES.find((rule) => rule.group === group)?.label ?? group;
}

export function monthName(month: ShopMonth, format: Formatters): string {
  return format.month(`${month}-01`);
}

/** "3 Dec 2026 and 14 Jan 2027", to stand after "between". */
export function nextPurchase(from: string | null, to: string | null, format: Formatters): string {
  if (from === null) return NOT_AVAILABLE;
  return to === null ? `${format.day(from)} and later` : `${format.day(from)} and ${format.day(to)}`;
}
