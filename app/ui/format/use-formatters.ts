import { useMemo } from "react";
import { createFormatters, type FormatSettings, type Formatters } from "./formatters";
import { useReaderLocale } from "./reader-locale";

/** The formatters of a shop for its reader, made anew only when its currency, time zone or the language changes. */
export function useFormatters({
  currencyCode,
  timeZone,
}: Pick<FormatSettings, "currencyCode" | "timeZone">): Formatters {
  const locale = useReaderLocale();
  return useMemo(() => createFormatters({ locale, currencyCode, timeZone }), [locale, currencyCode, timeZone]);
}
