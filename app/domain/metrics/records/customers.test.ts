import { describe, expect, it } from "vitest";
import { context } from "../../../../test/support/builders";
import { because } from "~/domain/metrics/confidence/reason";
import { CUSTOMER_RECORDS } from "./customers";

const rhythm = {
  lapsePointDays: 10,
  gaps: 30,
  activeAtStart: 3,
  lapsed: 2,
  reactivated: 1,
  retainable: 4,
  retained: 3,
};

describe("numbers of how customers come and go", () => {
  it("say what they are read from", () => {
    expect(CUSTOMER_RECORDS.lapse_point.formula(rhythm, context())).toMatchObject({ value: 10, n: 30, unit: "days" });
    expect(CUSTOMER_RECORDS.churn_rate.formula(rhythm, context())).toMatchObject({ numerator: 2, denominator: 3 });
    expect(CUSTOMER_RECORDS.reactivated.formula(rhythm, context()).value).toBe(1);
    expect(CUSTOMER_RECORDS.retention_rate.formula(rhythm, context())).toMatchObject({ numerator: 3, denominator: 4 });
  });
});

describe("time to first purchase", () => {
  const ofTimes = (recordedMedian: number | null, recorded: number) =>
    CUSTOMER_RECORDS.time_to_first_purchase.formula(
      { recorded, recordedMedian, visited: 0, visitedMedian: null },
      context(),
    );

  it("is the median, with the customers behind it, or says why there is none", () => {
    expect(ofTimes(4, 2)).toMatchObject({ value: 4, n: 2, unit: "days" });
    expect(ofTimes(null, 0)).toMatchObject({ value: null, unavailableBecause: because("noRecordBefore") });
  });
});

describe("the order value of the best customers", () => {
  const part = (customers: number, orders: number, orderValue: number) => ({ customers, orders, orderValue });
  const tenth = (rest: ReturnType<typeof part>) => {
    const best = { top: part(1, 2, 140), rest };
    return CUSTOMER_RECORDS.order_value_top10.formula({ tenth: best, hundredth: best }, context());
  };

  it("is the mean of their orders against that of the rest", () => {
    expect(tenth(part(2, 2, 50))).toMatchObject({ value: 70 / 25, n: 1, unit: "ratio" });
  });
  it("is compared with anything the rest paid, but not with nothing", () => {
    expect(tenth(part(1, 1, 1)).value).toBe(70);
    expect(tenth(part(0, 0, 0))).toMatchObject({ value: null, unavailableBecause: because("tooFewCustomersToRank") });
  });
});
