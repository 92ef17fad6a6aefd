import { describe, expect, it } from "vitest";
import { countryName } from "./country-name";

describe("countryName", () => {
  it("names countries in the reader's language and leaves the rest", () => {
    expect(countryName("DE", "de")).toBe("Deutschland");
    expect(countryName("nowhere", "en")).toBe("nowhere");
  });
});
