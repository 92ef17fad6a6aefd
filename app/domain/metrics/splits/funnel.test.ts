import { describe, expect, it } from "vitest";
import { context } from "../../../../test/support/builders";
import { STOREFRONT_EXAMPLES } from "../../../../test/fixtures/worked-examples/storefront-examples";
import { historyOfFolder } from "../../../../test/fixtures/worked-examples/history-of-folder";
import { measuredSessions, visitsOfHistory } from "~/domain/metrics/totals/measured-sessions";
import { sessionsWhere } from "~/domain/metrics/totals/measured-totals";
import { checkoutSteps, funnelStages, SESSION_SPLITS, sessionGroups } from "./funnel";

const example = STOREFRONT_EXAMPLES.find(({ letter }) => letter === "Q");
if (!example) throw new Error("example Q is told");
const { sessions } = visitsOfHistory(historyOfFolder(example.folder), context());
const measured = measuredSessions(sessions, { from: "2026-05-01", to: "2026-05-01" }, context());
const all = sessionsWhere(measured);

describe("the funnel of example Q", () => {
  it("goes from five sessions over 4, 3 and 2 to 2, each of those before", () => {
    const stages = funnelStages(all, null);
    expect(stages.map((stage) => stage.sessions)).toEqual([5, 4, 3, 2, 2]);
    expect(stages.map(({ ofPrevious }) => ofPrevious.value)).toEqual([1, 4 / 5, 3 / 4, 2 / 3, 1]);
    expect(stages.map(({ ofAll }) => ofAll.value)).toEqual([1, 4 / 5, 3 / 5, 2 / 5, 2 / 5]);
    expect(stages.every(({ change }) => change === null)).toBe(true);
  });
  it("compares each step with itself before, of those who had reached the one above", () => {
    const before = { ...all, cart: 1, checkout: 1, completed: 1 };
    const changes = funnelStages(all, before).map(({ change }) => change);
    expect(changes[0]).toBeNull();
    expect(changes[2]).toMatchObject({ direction: "up", difference: 3 / 4 - 1 / 4, certainty: "tooFew" });
    expect(changes[4]).toMatchObject({ direction: "none", difference: 0 });
  });
  it("falls into groups that together are all sessions", () => {
    expect(sessionGroups(measured, "source").map(({ key, counts }) => [key, counts.sessions])).toEqual([
      ["direct", 2],
      ["email", 1],
      ["paid", 1],
      ["social", 1],
    ]);
    for (const split of SESSION_SPLITS) {
      const total = sessionGroups(measured, split).reduce((sum, { counts }) => sum + counts.completed, 0);
      expect(total, split).toBe(all.completed);
    }
  });
  it("has been through all of the checkout where that was completed", () => {
    expect(checkoutSteps(all).map((each) => each.sessions)).toEqual([2, 2, 2, 2, 2, 2]);
  });
});
