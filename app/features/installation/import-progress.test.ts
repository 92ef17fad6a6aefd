import { describe, expect, it } from "vitest";
import { createFormatters } from "~/ui/format/formatters";
import { timeLeft } from "./import-progress";

const format = createFormatters({ locale: "en", currencyCode: "EUR", timeZone: "Europe/Berlin" });

describe("timeLeft", () => {
  it("rounds up and stays silent until it is known", () => {
    expect(timeLeft(null, format)).toBe("The time left appears once it can be estimated.");
    expect(timeLeft(59, format)).toBe("Less than a minute left.");
    expect(timeLeft(61, format)).toBe("About 2 minutes left.");
  });
});
