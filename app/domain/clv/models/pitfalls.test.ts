import { describe, expect, it, vi } from "vitest";
import { groupsOf } from "../../../../test/support/purchases/purchase-logs";
import { simulatedPurchases } from "../../../../test/support/purchases/simulated-purchases";
import { randomExponential, randomGamma, seededRandom } from "~/domain/numeric/random";
import { BG_NBD, MBG_NBD, betaGeometric } from "./beta-geometric";
import { countFindings } from "./findings";
import { fitCounts } from "./fit-counts";
import { forecastShop, type ReadyForecast } from "~/domain/clv/forecast-shop";
import { PARETO_NBD } from "./pareto-nbd";
import { discountedResidualTransactions } from "../../../../test/support/purchases/discounted-transactions";
import type { PurchaseEvent } from "~/domain/clv/log/purchase-log";
import { purchaseLog } from "../../../../test/support/purchases/purchase-log";
import { customersAt, groupSummaries } from "~/domain/clv/log/purchase-summary";

// Fits take seconds on a machine that does much else.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

// What breaks in other libraries for customer lifetime value, by the numbers of a list collected from their issues.

const MODELS = [BG_NBD, MBG_NBD, PARETO_NBD];
const REGULAR = [
  betaGeometric({ name: "bgcnbd-2", leavesAfterFirst: false, regularity: 2 }),
  betaGeometric({ name: "mbgcnbd-3", leavesAfterFirst: true, regularity: 3 }),
];
const NEW_CUSTOMER = { frequency: 0, recency: 0, tenure: 0 };

const customer = (frequency: number, recency: number, tenure: number, weight = 1) => ({
  frequency,
  recency,
  tenure,
  weight,
});

describe("pitfall 1: fits that stop early or need tuning", () => {
  const few = groupsOf([
    customer(0, 0, 30),
    customer(1, 10, 30),
    customer(0, 0, 20),
    customer(2, 20, 25),
    customer(5, 29, 30),
  ]);
  const regular = groupsOf([customer(10, 39, 40, 40), customer(20, 39, 40, 40)]);

  describe.each([...MODELS, ...REGULAR])("$name", (model) => {
    it.each([true, false])("converges on five customers, prior %s", (hasPrior) => {
      const fit = fitCounts(model, few, { hasPrior });
      expect(fit.hasConverged).toBe(true);
      expect(fit.parameters.every((parameter) => parameter > 0 && Number.isFinite(parameter))).toBe(true);
    });
  });

  it.each(MODELS)("$name finds the optimum of two kinds of frequent customers", (model) => {
    const fit = fitCounts(model, regular, { hasPrior: false });
    expect(fit.hasConverged).toBe(true);
    expect(fit.logLikelihood).toBeCloseTo(-2370.426, 3);
    expect(fit.parameters[0]).toBeCloseTo(21.15, 2);
    expect(fit.parameters[1]).toBeCloseTo(56.41, 2);
  });
});

describe("pitfall 2: optima at the boundary", () => {
  const loyal = groupsOf([customer(4, 38, 39, 40), customer(9, 38, 39, 40), customer(16, 38.5, 39, 40)]);

  it.each(MODELS)("$name tells that there is no churn signal, and the prior keeps P(alive) honest", (model) => {
    const free = fitCounts(model, loyal, { hasPrior: false });
    expect(free.hasConverged).toBe(true);
    expect(countFindings(free, loyal)).toContain("no_churn_signal");
    const held = fitCounts(model, loyal);
    const silent = customer(4, 5, 104);
    expect(held.model.forecaster(held.parameters).probabilityAlive(silent)).toBeLessThan(0.9);
  });

  it("an equal rate to leave for everybody, s and beta without bound, takes no more steps than any other", () => {
    const random = seededRandom(8);
    const days = 7 * 78;
    const events: PurchaseEvent[] = [];
    for (let index = 0; index < 3000; index++) {
      const gap = (7 * 10) / randomGamma(1.5, random);
      const end = Math.min(days, 7 * 25 * randomExponential(random));
      for (let day = 0; day <= end; day += gap * randomExponential(random)) {
        events.push({ customer: String(index), day: Math.floor(day), value: 1 });
      }
    }
    const { groups } = groupSummaries(customersAt(purchaseLog(events), days));
    const fit = fitCounts(PARETO_NBD, groups, { hasPrior: false });
    expect(fit.iterations).toBeLessThan(100);
    expect(fit.hasConverged).toBe(true);
    const [, , s = 0, beta = 0] = fit.parameters;
    expect(s).toBeGreaterThan(5);
    expect(beta / s).toBeGreaterThan(20);
    expect(beta / s).toBeLessThan(30);
  });

  it("Pareto/NBD stays exact with shapes and rates in the millions", () => {
    // In the limit everybody leaves at the rate s / beta = 1 / 50.
    const groups = groupsOf([customer(2, 30, 39)]);
    const at = (s: number) => PARETO_NBD.logLikelihood([0.5, 10, s, 50 * s], groups, new Float64Array(4));
    expect(at(1e9)).toBeCloseTo(at(1e7), 5);
    expect(at(1e10)).toBeCloseTo(at(1e9), 6);
  });
});

describe("pitfall 3: the closed form of the BG/NBD expectation", () => {
  it("holds where a + b < 1", () => {
    const forecaster = BG_NBD.forecaster([0.11, 2.24, 0.31, 0.5]);
    expect(forecaster.expectedPurchases({ frequency: 0, recency: 0, tenure: 1 }, 30)).toBeCloseTo(0.56458862, 8);
  });

  it("holds at a = 1", () => {
    const forecaster = BG_NBD.forecaster([0.25, 4, 1, 2.5]);
    expect(forecaster.expectedPurchases({ frequency: 2, recency: 30, tenure: 39 }, 30)).toBeCloseTo(0.88834127, 8);
  });

  it("Pareto/NBD does not jump at s = 1", () => {
    const at = (s: number) =>
      PARETO_NBD.forecaster([0.8, 5, s, 6]).expectedPurchases({ frequency: 2, recency: 30, tenure: 39 }, 30);
    expect(at(1 + 1e-9)).toBeCloseTo(at(1), 8);
    expect(at(1 - 1e-9)).toBeCloseTo(at(1), 8);
  });

  it("does not overflow for thousands of purchases", () => {
    const forecaster = BG_NBD.forecaster([0.25, 4, 0.8, 2.5]);
    const expected = forecaster.expectedPurchases({ frequency: 5000, recency: 38, tenure: 40 }, 40);
    expect(expected).toBeGreaterThanOrEqual(0);
    expect(expected).toBeLessThan(1e-3);
  });
});

describe("pitfall 4: Pareto/NBD under- and overflow", () => {
  it("keeps P(alive) for frequent customers", () => {
    const forecaster = PARETO_NBD.forecaster([0.5143, 2.8845, 0.2856, 14.1087]);
    const alive = (frequency: number, recency: number, tenure: number) =>
      forecaster.probabilityAlive({ frequency, recency, tenure });
    expect(alive(221, 103.42857, 103.57143)).toBeCloseTo(0.99959605, 8);
    expect(alive(161, 94.71429, 98)).toBeCloseTo(0.74948775, 7);
  });

  it.each([
    [40, 5, 6],
    [50, 1, 37],
    [50, 4, 37],
  ])("stays a probability at x %d, t_x %d, T %d", (frequency, recency, tenure) => {
    const forecaster = PARETO_NBD.forecaster([10.465, 0.00798565, 3.0516, 2.82]);
    const alive = forecaster.probabilityAlive({ frequency, recency, tenure });
    expect(alive).toBeGreaterThanOrEqual(0);
    expect(alive).toBeLessThanOrEqual(1);
  });

  it("does not jump from 132 to 133 purchases", () => {
    const forecaster = PARETO_NBD.forecaster([0.55, 10.58, 0.61, 11.67]);
    const expected = (frequency: number) => forecaster.expectedPurchases({ frequency, recency: 200, tenure: 200 }, 10);
    expect(expected(132)).toBeCloseTo(6.20605, 5);
    expect(expected(133)).toBeCloseTo(6.25287, 5);
  });
});

describe("pitfall 5: one-time buyers", () => {
  const once = { frequency: 0, recency: 0, tenure: 100 };

  it("are certain to be active under BG/NBD, and ever less so under MBG/NBD and Pareto/NBD", () => {
    expect(BG_NBD.forecaster([0.243, 4.414, 0.793, 2.426]).probabilityAlive(once)).toBe(1);
    expect(MBG_NBD.forecaster([0.525, 6.183, 0.891, 1.614]).probabilityAlive(once)).toBeLessThan(0.4);
    expect(PARETO_NBD.forecaster([0.553, 10.578, 0.606, 11.669]).probabilityAlive(once)).toBeLessThan(0.3);
  });
});

describe("pitfall 8: units", () => {
  it("the same shop on a clock of days has the same forecast", () => {
    const rows = [customer(0, 0, 30, 50), customer(1, 10, 30, 20), customer(2, 20, 25, 10), customer(5, 29, 30, 5)];
    const days = rows.map((row) => ({ ...row, recency: row.recency * 7, tenure: row.tenure * 7 }));
    for (const model of MODELS) {
      const weekly = fitCounts(model, groupsOf(rows));
      const daily = fitCounts(model, groupsOf(days));
      const known = { frequency: 2, recency: 20, tenure: 25 };
      const expected = model.forecaster(weekly.parameters).expectedPurchases(known, 26);
      const again = model
        .forecaster(daily.parameters)
        .expectedPurchases({ frequency: 2, recency: 140, tenure: 175 }, 182);
      expect(Math.abs(again / expected - 1)).toBeLessThan(1e-5);
    }
  });
});

describe("pitfall 9: what is discounted is the future alone", () => {
  const parameters = [0.5534, 10.5802, 0.6061, 11.6562];

  it("fewer purchases are left the higher the rate, and none of the past are among them", () => {
    const known = { frequency: 26, recency: 30, tenure: 31 };
    const perYear = (rate: number) => discountedResidualTransactions(parameters, known, Math.log1p(rate) / 52);
    expect(perYear(0.15)).toBeGreaterThan(perYear(0.3));
    const horizon = PARETO_NBD.forecaster(parameters).expectedPurchases(known, 52);
    expect(perYear(0.0001)).toBeGreaterThan(horizon);
    const left = { frequency: 26, recency: 2, tenure: 200 };
    expect(discountedResidualTransactions(parameters, left, Math.log1p(0.15) / 52)).toBeLessThan(1e-6);
  });

  it("agrees with the discounted weekly increments of the expectation", () => {
    const known = { frequency: 2, recency: 30, tenure: 39 };
    const forecaster = PARETO_NBD.forecaster(parameters);
    const rate = 0.05;
    let sum = 0;
    let before = 0;
    for (let step = 1; step <= 60_000; step++) {
      const until = forecaster.expectedPurchases(known, step / 100);
      sum += (until - before) * Math.exp((-rate * (step - 0.5)) / 100);
      before = until;
    }
    expect(discountedResidualTransactions(parameters, known, rate)).toBeCloseTo(sum, 6);
  });

  it("refuses a rate that is not positive", () => {
    expect(() => discountedResidualTransactions(parameters, NEW_CUSTOMER, 0)).toThrow(RangeError);
  });
});

describe("pitfall 11: what is a purchase", () => {
  it("purchases of one day are one, and their values are added", () => {
    const log = purchaseLog([
      { customer: "a", day: 3, value: 10 },
      { customer: "a", day: 1, value: 1 },
      { customer: "a", day: 3, value: 5 },
    ]);
    expect([...log.days]).toEqual([1, 3]);
    expect([...log.values]).toEqual([1, 15]);
    expect(customersAt(log, 10)).toMatchObject({ count: 1 });
    expect(customersAt(log, 10).frequency[0]).toBe(1);
  });
});

describe("pitfall 12: odd customers", () => {
  it.each([...MODELS, ...REGULAR])("$name forecasts a newcomer as a new customer", (model) => {
    const parameters = [0.5, 10, 0.7, 5];
    const forecaster = model.forecaster(parameters);
    const expected = forecaster.expectedPurchases(NEW_CUSTOMER, 52);
    expect(expected).toBeGreaterThan(0);
    expect(Number.isFinite(expected)).toBe(true);
    if (model !== PARETO_NBD) return;
    // r beta / (alpha (s - 1)) · (1 - (beta / (beta + t))^(s - 1))
    expect(forecaster.probabilityAlive(NEW_CUSTOMER)).toBe(1);
    expect(expected).toBeCloseTo(((0.5 * 5) / (10 * -0.3)) * (1 - (5 / 57) ** -0.3), 10);
  });

  it.each([...MODELS, ...REGULAR])("$name takes purchases without any time between them", (model) => {
    const odd = { frequency: 5, recency: 0, tenure: 0 };
    const gradient = new Float64Array(4);
    expect(Number.isFinite(model.logLikelihood([0.5, 10, 0.7, 5], groupsOf([odd]), gradient))).toBe(true);
    expect(gradient.every(Number.isFinite)).toBe(true);
    expect(Number.isFinite(model.forecaster([0.5, 10, 0.7, 5]).expectedPurchases(odd, 10))).toBe(true);
  });

  it("a shop of newcomers alone is fitted by what is likely beforehand", () => {
    for (const model of MODELS) {
      const fit = fitCounts(model, groupsOf([customer(0, 0, 0, 10)]));
      expect(fit.hasConverged).toBe(true);
      expect(fit.parameters.every(Number.isFinite)).toBe(true);
    }
  });

  it.each([
    ["a last purchase after the end", 1, 9, 5],
    ["a number that is none", 1, Number.NaN, 5],
    ["a first purchase after the end", 0, 0, -1],
  ])("%s is refused", (_, frequency, recency, tenure) => {
    const summaries = {
      count: 1,
      frequency: Int32Array.of(frequency),
      recencyDays: [recency] as unknown as Int32Array,
      tenureDays: Int32Array.of(tenure),
      logGaps: Float64Array.of(0),
    };
    expect(() => groupSummaries(summaries)).toThrow(RangeError);
  });

  it("an empty log has no customers, and nothing is fitted to none", () => {
    const at = customersAt(purchaseLog([]), 10);
    expect(at.count).toBe(0);
    expect(() => fitCounts(BG_NBD, groupSummaries(at).groups)).toThrow(RangeError);
  });

  it("a customer who comes after the day is not there yet", () => {
    expect(customersAt(purchaseLog([{ customer: "a", day: 11, value: 1 }]), 10).count).toBe(0);
  });
});

describe("pitfall 13: very frequent customers", () => {
  it.each(MODELS)("$name fits a shop with a bot of 2,000 orders", (model) => {
    const groups = groupsOf([
      customer(2000, 71.3, 71.4),
      customer(0, 0, 60, 200),
      customer(1, 10, 60, 60),
      customer(2, 30, 60, 40),
    ]);
    const fit = fitCounts(model, groups);
    expect(fit.hasConverged).toBe(true);
    const forecaster = model.forecaster(fit.parameters);
    const expected = forecaster.expectedPurchases({ frequency: 2000, recency: 71.3, tenure: 71.4 }, 26);
    expect(expected).toBeGreaterThan(0);
    expect(expected).toBeLessThan(1000);
  });

  it.each(MODELS)("$name fits tenures of 501 days with hundreds of purchases", (model) => {
    const groups = groupsOf([
      customer(480, 71.5, 71.57, 3),
      customer(200, 70, 71.57, 10),
      customer(0, 0, 71.57, 500),
      customer(3, 20, 71.57, 100),
    ]);
    const fit = fitCounts(model, groups);
    expect(fit.hasConverged).toBe(true);
    expect(Number.isFinite(fit.logLikelihood)).toBe(true);
  });
});

describe("pitfall 14: size", () => {
  it("equal customers are put together, and the likelihood does not change", () => {
    const random = seededRandom(6);
    const events: PurchaseEvent[] = [];
    for (let index = 0; index < 2000; index++) {
      const first = Math.floor(random() * 30);
      for (let day = first; day < 60; day += 1 + Math.floor(40 * randomExponential(random))) {
        events.push({ customer: String(index), day, value: 1 });
      }
    }
    const at = customersAt(purchaseLog(events), 60);
    const { groups, groupOf } = groupSummaries(at);
    expect(groups.count).toBeLessThan(at.count);
    expect(groups.weight.reduce((sum, weight) => sum + weight, 0)).toBe(at.count);
    const each = groupsOf(
      Array.from({ length: at.count }, (_, row) => ({
        frequency: at.frequency[row]!,
        recency: at.recencyDays[row]! / 7,
        tenure: at.tenureDays[row]! / 7,
        logGaps: at.logGaps[row]!,
      })),
    );
    for (const [row, group] of groupOf.entries()) {
      expect(groups.frequency[group]).toBe(at.frequency[row]);
      expect(groups.tenure[group]).toBe(at.tenureDays[row]! / 7);
    }
    for (const model of [...MODELS, ...REGULAR]) {
      const together = model.logLikelihood([0.5, 4, 0.8, 2.5], groups, new Float64Array(4));
      const apart = model.logLikelihood([0.5, 4, 0.8, 2.5], each, new Float64Array(4));
      expect(Math.abs(together / apart - 1)).toBeLessThan(1e-10);
    }
  });
});

describe("pitfall 16: observed for too short a time", () => {
  it.each(MODELS)("$name says that it comes too early", (model) => {
    const groups = groupsOf([customer(0, 0, 1, 60), customer(0, 0, 0.5, 60), customer(1, 0.5, 1, 2)]);
    const fit = fitCounts(model, groups);
    expect(fit.hasConverged).toBe(true);
    expect(countFindings(fit, groups)).toContain("too_early");
  });
});

describe("pitfalls of a forecast as a whole", () => {
  const DAYS = 420;
  const log = simulatedPurchases({ customers: 400, days: DAYS, seed: 21 });
  const forecast = forecastShop(log, DAYS - 1, { horizonsMonths: [12] }) as ReadyForecast;

  it("pitfall 15: every back-test scores each customer's past rate and the shop's mean beside, with their totals", () => {
    expect(forecast.backTests.length).toBeGreaterThan(0);
    for (const { forecasts } of forecast.backTests) {
      const named = (name: string) => forecasts.find((each) => each.name === name)!;
      for (const naive of ["past-rate", "shop-mean"]) expect(named(naive).counts.totalError).not.toBeNull();
      // Customers leave: going on as before is far too much, and says so.
      expect(named("past-rate").counts.totalError!).toBeGreaterThan(Math.abs(named("bgnbd").counts.totalError!));
    }
    expect(forecast.grade!.mae).toBeLessThan(forecast.grade!.naiveMae);
  });

  it("pitfall 17: a history too short for a season says so", () => {
    expect(forecast.season).toBeNull();
    expect(forecast.findings).toContain("season_unknown");
  });
});
