import { describe, expect, it } from "vitest";
import { at, checkout, order, row } from "../../test/support/builders";
import { judgeCheckouts, type CheckoutHistory, type CheckoutState } from "./checkout";
import type { Order } from "./order";

const NOON = at("2026-04-30T12:00");

function states(
  checkouts: readonly CheckoutHistory[],
  orders: readonly Order[] = [],
  asOf = at("2026-06-30T00:00"),
): CheckoutState[] {
  return judgeCheckouts(checkouts, orders, asOf, 60).map(({ state }) => state);
}

/** A checkout of 30 April, active at the given times, and the order it became at `orderedAt`. */
function shopper(
  activity: readonly string[],
  orderedAt: string | null,
  customerId: string,
): [CheckoutHistory, Order[]] {
  const seen = activity.map((time) => at(`2026-04-30T${time}`));
  const token = `token of ${customerId} at ${activity[0]}`;
  const orders = orderedAt === null ? [] : [order({ processedAt: at(orderedAt), checkoutToken: token, customerId })];
  return [checkout({ startedAt: seen[0], activity: seen, token, customerId }), orders];
}

describe("judgeCheckouts", () => {
  const k1 = shopper(["09:00", "09:12"], "2026-04-30T09:12", "1");
  const k2 = shopper(["09:30", "09:40"], "2026-04-30T11:05", "2");
  const k3 = shopper(["10:00", "10:05"], null, "3");
  const k4 = shopper(["11:40", "11:45"], null, "4");
  const k6 = shopper(["08:00", "08:02"], null, "6");
  const k7 = shopper(["08:20", "08:30"], "2026-04-30T08:30", "6");
  const all = [k1, k2, k3, k4, k6, k7];
  const checkouts = all.map(([announced]) => announced);
  const orders = all.flatMap(([, placed]) => placed);

  it("tells completed, recovered, abandoned, open and superseded checkouts apart", () => {
    const expected = ["completed", "recovered", "abandoned", "open", "superseded", "completed"];
    expect(states(checkouts, orders, NOON)).toEqual(expected);
  });
  it("calls an open checkout abandoned once it was idle for longer than the threshold", () => {
    expect(states([k4[0]], [], at("2026-04-30T12:45"))).toEqual(["open"]);
    expect(states([k4[0]], [], at("2026-04-30T12:46"))).toEqual(["abandoned"]);
  });
  it("knows nothing that happened after the as-of", () => {
    expect(states([k2[0]], k2[1], at("2026-04-30T10:30"))).toEqual(["open"]);
    expect(states([k2[0]], k2[1], at("2026-04-30T11:00"))).toEqual(["abandoned"]);
    expect(states(checkouts, orders, at("2026-04-30T07:59"))).toEqual([]);
  });
  it("recovers a checkout within 30 days of its last activity, and no later", () => {
    const token = "late";
    const late = checkout({ token, startedAt: at("2026-04-01T10:00"), activity: [at("2026-04-01T10:00")] });
    const orderedAt = (time: string) => [order({ checkoutToken: token, processedAt: at(time) })];
    expect(states([late], orderedAt("2026-05-01T10:00"))).toEqual(["recovered"]);
    expect(states([late], orderedAt("2026-05-01T10:01"))).toEqual(["abandoned"]);
  });
  it("judges by the longest pause, in whatever order the messages came", () => {
    const [paused, placed] = shopper(["08:00", "08:05", "10:00"], "2026-04-30T10:02", "1");
    expect(states([paused], placed)).toEqual(["recovered"]);
  });
  it("supersedes by the same cart as well, within 24 hours of the last activity", () => {
    const left = checkout({ cartToken: "cart", activity: [NOON], startedAt: NOON });
    const done = (time: string) =>
      checkout({ cartToken: "cart", startedAt: at(time), activity: [at(time)], completedAt: at(time) });
    expect(states([left, done("2026-05-01T12:00")])[0]).toBe("superseded");
    expect(states([left, done("2026-04-29T12:00")])[0]).toBe("superseded");
    expect(states([left, done("2026-05-01T12:01")])[0]).toBe("abandoned");
  });
  it("makes a checkout of an online order that was never announced, and none of other orders", () => {
    const express = order({ checkoutToken: "express", processedAt: NOON, customerId: "9" });
    const [made] = judgeCheckouts([], [express, order({ checkoutToken: null })], NOON, 60);
    expect(made).toMatchObject({
      state: "completed",
      checkout: { startedAt: NOON, isAnnounced: false },
      order: express,
    });
    expect(judgeCheckouts([], [order({ checkoutToken: null })], NOON, 60)).toEqual([]);
  });
  it("lets such an order supersede the checkout left before it", () => {
    const left = checkout({ customerId: "9", startedAt: at("2026-04-30T11:00"), activity: [at("2026-04-30T11:00")] });
    expect(states([left], [order({ checkoutToken: "express", processedAt: NOON, customerId: "9" })])).toEqual([
      "superseded",
      "completed",
    ]);
  });
  it("keeps starts without contact details apart, until an order shows there were some", () => {
    const anonymous = checkout({ hasContact: false, token: "t" });
    expect(states([anonymous])).toEqual(["anonymous"]);
    expect(states([anonymous], [order({ checkoutToken: "t", processedAt: NOON })])).toEqual(["completed"]);
  });
  it("voids tests and forgets deleted checkouts", () => {
    expect(states([checkout({ token: "t" })], [order({ checkoutToken: "t", isTest: true })])).toEqual(["void"]);
    expect(states([checkout({ isDeleted: true })])).toEqual([]);
  });
  it("voids ten checkouts of one cart within ten minutes, unless one became an order", () => {
    const burst = (count: number, orderedAt: number | null = null) =>
      Array.from({ length: count }, (_, index) => {
        const startedAt = NOON + index * 60_000;
        return checkout({
          cartToken: "bot",
          startedAt,
          activity: [startedAt],
          completedAt: index === 3 ? orderedAt : null,
        });
      });
    expect(new Set(states(burst(10)))).toEqual(new Set(["void"]));
    expect(new Set(states(burst(9)))).toEqual(new Set(["abandoned"]));
    expect(states(burst(10, NOON + 200_000))).not.toContain("void");
  });
});

describe("judgeCheckouts before installation", () => {
  const listed = (overrides: Partial<CheckoutHistory> = {}) =>
    checkout({ origin: "list", token: null, customerId: "5", startedAt: at("2026-04-30T10:00"), ...overrides });
  const ordered = (createdAt: number) =>
    order({
      checkoutToken: `web ${createdAt}`,
      customerId: "5",
      processedAt: createdAt,
      rows: [row({ total: 7_000 })],
    });

  it("calls a listed completed checkout recovered and joins it to the order of the same customer and time", () => {
    const judged = judgeCheckouts([listed({ completedAt: NOON })], [ordered(NOON + 5 * 60_000)], NOON + 1e9, 60);
    expect(judged).toHaveLength(1);
    expect(judged[0]).toMatchObject({ state: "recovered", order: { customerId: "5" } });
  });
  it("leaves them apart when they lie more than five minutes apart", () => {
    expect(states([listed({ completedAt: NOON })], [ordered(NOON + 5 * 60_000 + 1)])).toEqual([
      "recovered",
      "completed",
    ]);
  });
  it("matches nearest first and one to one", () => {
    const first = listed({ completedAt: NOON });
    const second = listed({ completedAt: NOON + 100_000 });
    const near = ordered(NOON + 90_000);
    const far = ordered(NOON + 240_000);
    const judged = judgeCheckouts([first, second], [far, near], NOON + 1e9, 60);
    expect(judged.map((each) => each.order?.id)).toEqual([far.id, near.id]);
  });
});
