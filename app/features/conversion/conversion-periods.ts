import type { ChartPeriods } from "~/features/page/cards/chart-periods";
import { ratioPeriods, type DailyParts } from "~/features/page/cards/ratio-periods";
import type { ConversionDay, ConversionView } from "./conversion";

/** The conversion rate by day or, where days would be too many, of longer periods. */
export function conversionPeriods({ days, daysBefore }: Pick<ConversionView, "days" | "daysBefore">): ChartPeriods {
  return ratioPeriods(days.map(partsOf), daysBefore.map(partsOf));
}

function partsOf({ day, completed, sessions }: ConversionDay): DailyParts {
  return { day, numerator: completed, denominator: sessions };
}
