import { expect, it } from "vitest";
import { headlineCustomers, trailingRange } from "./headline-customers";

const mature = (customers: number) => ({ customers, keptValue: 6_000, keptValueSquares: 0, repeaters: 0 });

it("looks at the customers acquired in the 365 days that ended the horizon ago", () => {
  expect(trailingRange("2026-11-15", 365)).toEqual({ from: "2024-11-16", to: "2025-11-15" });
  expect(trailingRange("2026-11-15", 30)).toEqual({ from: "2025-10-17", to: "2026-10-16" });
});

it("takes the longest horizon that thirty customers have reached, and looks no further", async () => {
  const tried: number[] = [];
  const headline = await headlineCustomers("2026-11-15", (_, horizon) => {
    tried.push(horizon);
    return Promise.resolve(mature({ 365: 0, 180: 29, 90: 30, 60: 500, 30: 900 }[horizon]));
  });
  expect(headline).toEqual({
    horizon: 90,
    isReached: true,
    acquired: trailingRange("2026-11-15", 90),
    mature: mature(30),
  });
  expect(tried).toEqual([365, 180, 90]);
});

it("stays at the shortest horizon while too few have reached any", async () => {
  const headline = await headlineCustomers("2026-11-15", (_, horizon) =>
    Promise.resolve(mature(horizon === 30 ? 29 : 0)),
  );
  expect(headline).toMatchObject({ horizon: 30, isReached: false, mature: mature(29) });
});
