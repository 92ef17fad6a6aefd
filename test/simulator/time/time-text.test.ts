import { describe, expect, it } from "vitest";
import { epochMs, localText, utcText } from "./time-text";

describe("moments in text", () => {
  it("are in UTC, to the second, for GraphQL", () => {
    expect(utcText(Date.UTC(2026, 1, 1, 3, 30, 7, 999))).toBe("2026-02-01T03:30:07Z");
  });

  it("are in the shop's zone for REST payloads, daylight saving included", () => {
    expect(localText(Date.UTC(2026, 1, 1, 3, 30), "America/New_York")).toBe("2026-01-31T22:30:00-05:00");
    expect(localText(Date.UTC(2026, 6, 1, 3, 30), "America/New_York")).toBe("2026-06-30T23:30:00-04:00");
    expect(localText(Date.UTC(2026, 0, 1), "Asia/Kolkata")).toBe("2026-01-01T05:30:00+05:30");
    expect(localText(Date.UTC(2026, 0, 1), "UTC")).toBe("2026-01-01T00:00:00+00:00");
  });

  it("are read with or without seconds, and only with a zone", () => {
    expect(epochMs("2026-02-01T03:30Z")).toBe(Date.UTC(2026, 1, 1, 3, 30));
    expect(epochMs("2026-02-01T03:30:05.25+02:00")).toBe(Date.UTC(2026, 1, 1, 1, 30, 5, 250));
    for (const text of ["2026-02-01", "2026-02-01T03:30", "2026-02-30T00:00Z", "2026-13-01T00:00Z", "yesterday"]) {
      expect(() => epochMs(text), text).toThrow(RangeError);
    }
  });
});
