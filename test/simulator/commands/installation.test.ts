import { describe, expect, it } from "vitest";
import { progress } from "./installation";

describe("progress", () => {
  it("says how many of about how many, and the time left once it is known", () => {
    const parts = [
      { kind: "orders", done: 12_400, expected: 48_000 },
      { kind: "products", done: 170, expected: null },
      { kind: "checkouts", done: 0, expected: null },
    ];
    expect(progress({ parts, secondsLeft: null })).toBe("Importing: orders 12,400 of about 48,000 · products 170");
    expect(progress({ parts, secondsLeft: 29.6 })).toMatch(/, about 30 s left$/);
  });

  it("says that what is left is the app's own work", () => {
    const parts = [{ kind: "orders", done: 300, expected: 300 }];
    expect(progress({ parts, secondsLeft: 1 })).toBe("Importing: everything has arrived, the numbers are worked out");
  });

  it("promises nothing before the first row", () => {
    expect(progress({ parts: [], secondsLeft: null })).toBe("Importing: Shopify is preparing the data");
  });
});
