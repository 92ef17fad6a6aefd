import type { RfmGroup } from "~/domain/groups/rfm";
import { FEW_DATA } from "~/domain/metrics/confidence/confidence";
import type { ShopMonth } from "~/domain/time/shop-time";
import { NOT_AVAILABLE, type Formatters } from "~/ui/format/formatters";
import { CUSTOMER_TEXTS } from "~/words/pages/customers";
import { FORECAST_TEXTS } from "~/words/pages/forecast";
import { GROUP_TEXTS } from "~/words/pages/groups";
import { wordsOf } from "~/words/words";

export function groupName(group: RfmGroup, locale?: string): string {
  return wordsOf(GROUP_TEXTS, locale)(`label.${group}`);
}

export function monthName(month: ShopMonth, format: Formatters): string {
  return format.month(`${month}-01`);
}

/** How many customers a number rests on, and whether they are too few to lean on it. */
export function customersNote(customers: number, format: Formatters): string {
  const say = wordsOf(CUSTOMER_TEXTS, format.settings.locale);
  const basis = say("table.n", { count: format.count(customers) });
  return customers < FEW_DATA ? say("table.tooLittle", { basis }) : basis;
}

/** "3 Dec 2026 to 14 Jan 2027" */
export function nextPurchase(from: string | null, to: string | null, format: Formatters): string {
  if (from === null) return NOT_AVAILABLE;
  const say = wordsOf(FORECAST_TEXTS, format.settings.locale);
  return to === null
    ? say("next.andLater", { day: format.day(from) })
    : say("next.fromTo", { from: format.day(from), to: format.day(to) });
}
