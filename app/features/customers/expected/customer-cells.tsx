import type { ListedForecast } from "~/adapters/db/forecast/customer-forecasts.server";
import { dayOf } from "~/domain/time/shop-time";
import { NOT_AVAILABLE, type Formatters } from "~/ui/format/formatters";
import { CustomerLink } from "~/ui/navigation/customer-link";

/** What every list of forecast customers shows of one. */
export function customerCells(row: ListedForecast, format: Formatters) {
  return {
    customer: <CustomerLink customerId={row.customerId} />,
    last: row.lastPurchaseAt === null ? NOT_AVAILABLE : format.day(dayOf(row.lastPurchaseAt, format.settings.timeZone)),
    purchases: format.count(row.purchases),
    value: format.money(row.valueToDate),
    chance: format.rate(row.probabilityAlive),
    expected: format.money(row.value12),
  };
}
