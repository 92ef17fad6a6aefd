import { describe, expect, it } from "vitest";
import { forecastInputBuilder, type InputPurchase } from "./forecast-input";

function inputOf(...purchases: Partial<InputPurchase>[]) {
  const builder = forecastInputBuilder();
  for (const purchase of purchases) {
    builder.add({ customerId: "1", at: 0, day: 0, keptValue: 100, isNumbered: true, ...purchase });
  }
  return builder.build();
}

describe("forecastInputBuilder", () => {
  it("takes purchases of one day for one", () => {
    const { log, purchases } = inputOf({ day: 3 }, { day: 3, keptValue: 50 }, { day: 9, keptValue: -20 });
    expect(log).toEqual({
      customers: ["1"],
      starts: Int32Array.of(0, 2),
      days: Int32Array.of(3, 9),
      values: Float64Array.of(150, -20),
    });
    expect(purchases).toEqual(Int32Array.of(3));
  });

  it("keeps customers apart, whose days may be the same", () => {
    const { log, lastAt } = inputOf({ day: 3, at: 30 }, { customerId: "2", day: 3, at: 31 });
    expect(log.customers).toEqual(["1", "2"]);
    expect(log.starts).toEqual(Int32Array.of(0, 1, 2));
    expect(lastAt).toEqual(Float64Array.of(30, 31));
  });

  it("counts skipped renewals in the value to date alone", () => {
    const { log, lastAt, purchases, valueToDate } = inputOf(
      { day: 1, at: 10 },
      { day: 2, at: 20, keptValue: 7, isNumbered: false },
    );
    expect(log.days).toEqual(Int32Array.of(1));
    expect([purchases, lastAt, valueToDate]).toEqual([Int32Array.of(1), Float64Array.of(10), Float64Array.of(107)]);
  });

  it("leaves out who has nothing but skipped renewals, first, last or in between", () => {
    const renewal = { isNumbered: false };
    const { log, valueToDate } = inputOf(
      { customerId: "1", ...renewal },
      { customerId: "2" },
      { customerId: "3", ...renewal },
      { customerId: "4" },
      { customerId: "5", ...renewal },
    );
    expect(log.customers).toEqual(["2", "4"]);
    expect(log.starts).toEqual(Int32Array.of(0, 1, 2));
    expect(valueToDate).toEqual(Float64Array.of(100, 100));
  });

  it("is empty for no purchases", () => {
    const { log, purchases } = inputOf();
    expect([log.customers, log.starts, purchases]).toEqual([[], Int32Array.of(0), new Int32Array()]);
  });
});
