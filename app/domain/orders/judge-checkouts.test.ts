import { describe, expect, it } from "vitest";
import { at, checkout, order, row } from "../../../test/support/builders";
import type { CheckoutHistory, CheckoutState } from "./checkout";
import { judgeCheckouts } from "./judge-checkouts";
import type { Order } from "./order";

const RULES = { abandonmentThresholdMinutes: 60, checkoutSources: [] };

const NOON = at("2026-04-30T12:00");

function states(
  checkouts: readonly CheckoutHistory[],
  orders: readonly Order[] = [],
  asOf = at("2026-06-30T00:00"),
): CheckoutState[] {
  return judgeCheckouts(checkouts, orders, asOf, RULES).map(({ state }) => state);
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
    const [made] = judgeCheckouts([], [express, order({ checkoutToken: null })], NOON, RULES);
    expect(made).toMatchObject({
      state: "completed",
      checkout: { startedAt: NOON, isAnnounced: false },
      order: express,
    });
    expect(judgeCheckouts([], [order({ checkoutToken: null })], NOON, RULES)).toEqual([]);
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

describe("a checkout of another source", () => {
  const left = (overrides = {}) => checkout({ startedAt: NOON, activity: [NOON], ...overrides });
  const minutes = (count: number) => count * 60_000;
  const outside = (overrides = {}) => left({ sourceName: "pos", ...overrides });

  it("stands outside, finished or not, with contact details or not", () => {
    expect(states([outside(), outside({ completedAt: NOON }), outside({ hasContact: false })])).toEqual([
      "outside",
      "outside",
      "outside",
    ]);
  });
  it("is known by its order too, where no message named its source", () => {
    const invoice = order({ sourceName: "shopify_draft_order", checkoutToken: "invoice", processedAt: NOON });
    expect(states([left({ token: "invoice" })], [invoice], NOON + minutes(90))).toEqual(["outside"]);
  });
  it("supersedes nothing: who buys at the till has still left the online store", () => {
    const shopper = { customerId: "7", cartToken: null };
    expect(states([left(shopper), outside({ ...shopper, completedAt: NOON })], [], NOON + minutes(90))).toEqual([
      "abandoned",
      "outside",
    ]);
  });
  it("is no part of a burst that looks like a machine's", () => {
    const tills = Array.from({ length: 10 }, () => outside({ customerId: "7" }));
    expect(states([left({ customerId: "7" }), ...tills], [], NOON + minutes(90))).toContain("abandoned");
  });
});

describe("judgeCheckouts at its limits", () => {
  const minutes = (count: number) => count * 60_000;
  const left = (overrides: Partial<CheckoutHistory> = {}) => checkout({ startedAt: NOON, ...overrides });
  const done = (startedAt: number, overrides: Partial<CheckoutHistory> = {}) =>
    checkout({ startedAt, completedAt: startedAt, ...overrides });

  it("counts a burst of ten checkouts up to ten minutes after its first, and only those", () => {
    const spread = (stepMs: number) =>
      Array.from({ length: 10 }, (_, index) => left({ customerId: "bot", startedAt: NOON + index * stepMs }));
    expect(new Set(states(spread(minutes(10) / 9)))).toEqual(new Set(["void"]));
    expect(new Set(states(spread(minutes(10) / 9 + 1)))).toEqual(new Set(["abandoned"]));
    const slow = [...spread(minutes(2)), ...spread(minutes(2)).slice(0, 3)];
    expect(new Set(states(slow))).toEqual(new Set(["abandoned"]));
  });
  it("lets one shopper key and one completion among several supersede", () => {
    const shopper = left({ customerId: "1", cartToken: "own cart" });
    expect(states([shopper, done(NOON, { customerId: "1", cartToken: "other cart" })])[0]).toBe("superseded");
    const soon = done(NOON + minutes(60), { customerId: "1" });
    const later = done(NOON + minutes(60 * 72), { customerId: "1" });
    expect(states([shopper, soon, later])[0]).toBe("superseded");
  });
  it("does not take unknown shoppers for one another", () => {
    expect(states([left(), done(NOON + minutes(5))])).toEqual(["abandoned", "completed"]);
  });
  it("sees no pause in what happened at or after the completion", () => {
    const long = minutes(60 * 24 * 31);
    expect(states([done(NOON, { activity: [NOON, NOON + minutes(120)] })])).toEqual(["completed"]);
    const late = left({ startedAt: NOON - long, activity: [NOON - long, NOON], completedAt: NOON });
    expect(states([late])).toEqual(["abandoned"]);
  });
  it("orders the moments of a checkout seen before it says it started", () => {
    const activity = [NOON - minutes(10)];
    expect(states([left({ activity, completedAt: NOON + minutes(55) })])).toEqual(["completed"]);
  });
  it("measures idleness from the last of many activities", () => {
    const seen = left({ activity: [NOON, NOON + minutes(10), NOON + minutes(50)] });
    expect(states([seen], [], NOON + minutes(100))).toEqual(["open"]);
  });
  it("completes a checkout that paused for exactly the threshold", () => {
    expect(states([left({ completedAt: NOON + minutes(60) })])).toEqual(["completed"]);
    expect(states([left({ completedAt: NOON + minutes(60) + 1 })])).toEqual(["recovered"]);
  });
  it("makes the checkouts of orders anew, whole", () => {
    const express = order({ checkoutToken: "t", cartToken: "cart", customerId: "9", processedAt: NOON });
    const [made, ...others] = judgeCheckouts([left({ isAnnounced: false, token: "t" })], [express], NOON, RULES);
    expect(others).toEqual([]);
    expect(made?.checkout).toEqual({
      key: `o${express.id}`,
      token: "t",
      cartToken: "cart",
      customerId: "9",
      sourceName: "web",
      hasContact: true,
      startedAt: NOON,
      activity: [NOON],
      completedAt: NOON,
      orderId: express.id,
      value: 10_000,
      shipping: 0,
      isAnnounced: false,
      origin: "order",
      isTest: false,
      isDeleted: false,
    });
  });
  it("gives an order to the checkout with the lowest id, and a token to its first order", () => {
    const [ninth, tenth] = [left({ key: "c9", token: "t" }), left({ key: "c10", token: "t" })];
    const orders = [
      order({ checkoutToken: "t", processedAt: NOON + 2 }),
      order({ checkoutToken: "t", processedAt: NOON + 1 }),
    ];
    const judged = judgeCheckouts([tenth, ninth], orders, NOON + minutes(10), RULES);
    expect(judged.map(({ checkout: { key, orderId } }) => [key, orderId])).toEqual([
      ["c9", orders[1]?.id],
      ["c10", null],
    ]);
  });
  it("forgets a deleted checkout, but not one that was completed", () => {
    expect(states([done(NOON, { isDeleted: true })])).toEqual(["completed"]);
  });
  it("lets no test order supersede", () => {
    expect(states([left({ customerId: "1" }), done(NOON, { customerId: "1", isTest: true })])).toEqual([
      "abandoned",
      "void",
    ]);
    const orders = [order({ checkoutToken: "test", customerId: "1", isTest: true, processedAt: NOON })];
    expect(states([left({ customerId: "1" }), left({ customerId: "1", token: "test" })], orders)).toEqual([
      "abandoned",
      "void",
    ]);
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
    const judged = judgeCheckouts([listed({ completedAt: NOON })], [ordered(NOON + 5 * 60_000)], NOON + 1e9, RULES);
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
    const judged = judgeCheckouts([first, second], [far, near], NOON + 1e9, RULES);
    expect(judged.map((each) => each.order?.id)).toEqual([far.id, near.id]);
  });
  it("matches only listed checkouts of which no token is known", () => {
    const own = "token of its own";
    expect(states([listed({ completedAt: NOON, origin: "webhook" })], [ordered(NOON)])).toHaveLength(2);
    expect(states([listed({ completedAt: NOON, token: own })], [ordered(NOON)])).toHaveLength(2);
    const unknown = { ...ordered(NOON), customerId: null };
    expect(states([listed({ completedAt: NOON, customerId: null })], [unknown])).toHaveLength(2);
    expect(states([listed()], [ordered(NOON)])).toHaveLength(2);
  });
  it("settles equal distances by the lower id", () => {
    const [lower, higher] = [ordered(NOON + 60_000), ordered(NOON - 60_000)];
    const [judged] = judgeCheckouts([listed({ completedAt: NOON })], [higher, lower], NOON + 1e9, RULES);
    expect(judged?.order?.id).toBe(lower.id);
    const twins = [listed({ key: "c12", completedAt: NOON }), listed({ key: "c11", completedAt: NOON })];
    const found = judgeCheckouts(twins, [ordered(NOON)], NOON + 1e9, RULES).find(
      ({ order: placed }) => placed !== null,
    );
    expect(found?.checkout.key).toBe("c11");
  });
});
