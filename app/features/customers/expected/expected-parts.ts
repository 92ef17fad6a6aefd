import type { RfmGroup } from "~/domain/groups/rfm";
import type { ShopMonth } from "~/domain/time/shop-time";
import { NOT_AVAILABLE, type Formatters } from "~/ui/format/formatters";
import { FORECAST_TEXTS } from "~/words/pages/forecast";
import { GROUP_TEXTS } from "~/words/pages/groups";
import { wordsOf } from "~/words/words";

export function groupName(group: RfmGroup, locale?: string): string {
  return wordsOf(GROUP_TEXTS, locale)(`label.${group}`);
}

export function monthName(month: ShopMonth, format: Formatters): string {
  return format.month(`${month}-01`);
}

/** "3 Dec 2026 to 14 Jan 2027" */
export function nextPurchase(from: string | null, to: string | null, format: Formatters): string {
  if (from === null) return NOT_AVAILABLE;
  const say = wordsOf(FORECAST_TEXTS, format.settings.locale);
  return to === null
    ? say("next.andLater", { day: format.day(from) })
    : say("next.fromTo", { from: format.day(from), to: format.day(to) });
}
