import { useMemo } from "react";
import { createFormatters, type FormatSettings, type Formatters } from "./formatters";

/** The formatters of a shop, made anew only when its currency, time zone or the language changes. */
export function useFormatters(
  locale: string,
  { currencyCode, timeZone }: Pick<FormatSettings, "currencyCode" | "timeZone">,
): Formatters {
  return useMemo(() => createFormatters({ locale, currencyCode, timeZone }), [locale, currencyCode, timeZone]);
}
