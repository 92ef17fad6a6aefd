import { describe, expect, it } from "vitest";
import { createFormatters, readerLocale } from "./formatters";

const euro = createFormatters({ locale: "en", currencyCode: "EUR", timeZone: "Europe/Berlin" });
const yen = createFormatters({ locale: "en", currencyCode: "JPY", timeZone: "Asia/Tokyo" });
const german = createFormatters({ locale: "de", currencyCode: "EUR", timeZone: "Europe/Berlin" });

describe("formatters", () => {
  it("shows money to the currency's own precision", () => {
    expect(euro.money(123450)).toBe("€1,234.50");
    expect(yen.money(1235)).toBe("¥1,235");
    expect(german.money(123450)).toBe("1.234,50\u00a0€");
  });

  it("has the decimals Shopify charges in where Intl would leave them out or add some", () => {
    const inCurrency = (currencyCode: string) => createFormatters({ locale: "en", currencyCode, timeZone: "UTC" });
    expect(inCurrency("HUF").money(123450)).toBe("HUF\u00a01,234.50");
    expect(inCurrency("MRU").money(1235)).toBe("MRU\u00a01,235");
    expect(inCurrency("IQD").money(1234500)).toBe("IQD\u00a01,234.500");
  });

  it("rounds half away from zero", () => {
    expect(euro.money(100.5)).toBe("€1.01");
    expect(euro.money(-100.5)).toBe("-€1.01");
    expect(euro.rate(0.2455)).toBe("24.6%");
    expect(yen.money(2.5)).toBe("¥3");
  });

  it("shows an en dash for what is not available, never zero", () => {
    expect(euro.money(null)).toBe("–");
    expect(euro.rate(null)).toBe("–");
    expect(euro.metric("count", null)).toBe("–");
    expect(euro.metricShort("money", null)).toBe("–");
  });

  it("says changes of rates in points and of money in percent", () => {
    expect(euro.changeAmount("rate", -0.0213)).toBe("2.1 points");
    expect(euro.changeAmount("money", 0.061)).toBe("6.1%");
  });

  it("says days in one and many as they are shown", () => {
    expect([0, 0.9, 1, 1.04, 1.06, -1, 12].map(euro.days)).toEqual([
      "0 days",
      "0.9 days",
      "1 day",
      "1 day",
      "1.1 days",
      "-1 day",
      "12 days",
    ]);
  });

  it("keeps a shop day on its date and a moment in the shop's zone", () => {
    expect(euro.day("2026-03-29")).toBe("Mar 29, 2026");
    expect(german.time(Date.UTC(2026, 6, 1, 22, 5))).toBe("00:05");
    expect(euro.isSameDay(Date.UTC(2026, 6, 1, 21, 59), Date.UTC(2026, 6, 1, 22, 5))).toBe(false);
  });
});

describe("readerLocale", () => {
  it("takes the language Shopify names before the browser's", () => {
    expect(readerLocale("fr", "de-DE,de;q=0.9")).toBe("fr");
    expect(readerLocale(null, "de-DE,de;q=0.9")).toBe("de-DE");
  });

  it("falls back to English for what is no language", () => {
    expect(readerLocale("<script>", "*")).toBe("en");
    expect(readerLocale(null, null)).toBe("en");
  });
});
