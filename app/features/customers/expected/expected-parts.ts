import type { RfmGroup } from "~/domain/groups/rfm";
import type { ShopMonth } from "~/domain/time/shop-time";
import { NOT_AVAILABLE, type Formatters } from "~/ui/formatters";
import { CUSTOMER_TEXTS } from "~/words/customers";
import { wordsOf } from "~/words/words";

const say = wordsOf(CUSTOMER_TEXTS);

export function groupName(group: RfmGroup): string {
  return say(`group.${group}.label`);
}

export function monthName(month: ShopMonth, format: Formatters): string {
  return format.month(`${month}-01`);
}

/** "3 Dec 2026 and 14 Jan 2027", to stand after "between". */
export function nextPurchase(from: string | null, to: string | null, format: Formatters): string {
  if (from === null) return NOT_AVAILABLE;
  return to === null
    ? say("table.andLater", { day: format.day(from) })
    : say("table.and", { low: format.day(from), high: format.day(to) });
}
