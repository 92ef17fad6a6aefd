import { describe, expect, it } from "vitest";
import { storefrontEvent } from "~/domain/measurement/storefront-event";
import { datedByReceipt } from "./receipt";

const HOUR = 60;
const RECEIVED_AT = Date.UTC(2026, 2, 31, 23, 58);
const moment = (minutes: number) => RECEIVED_AT + minutes * 60_000;

/** Minutes after the receipt at which an event is taken to have happened, as told by a clock so many minutes ahead. */
function taken(minutes: number, { aheadMinutes }: { aheadMinutes: number | null }): number {
  const event = storefrontEvent({
    ...{ id: "1", clientId: "c", name: "page_viewed" },
    at: moment(minutes + (aheadMinutes ?? 0)),
  });
  const sentAt = aheadMinutes === null ? null : moment(aheadMinutes);
  return (datedByReceipt(event, sentAt, RECEIVED_AT).at - RECEIVED_AT) / 60_000;
}

describe("datedByReceipt", () => {
  it("sets a clock right that is more than five minutes off, for events that were kept as well", () => {
    for (const aheadMinutes of [2 * HOUR, -2 * HOUR, 900 * HOUR]) {
      expect([-90, -1, 0].map((minutes) => taken(minutes, { aheadMinutes }))).toEqual([-90, -1, 0]);
    }
  });

  it("believes a clock that is nearly right", () => {
    expect([-90, 0].map((minutes) => taken(minutes, { aheadMinutes: 4 }))).toEqual([-86, 4]);
  });

  it("goes a day back at most, and five minutes ahead, where the clock is not known", () => {
    expect([-25 * HOUR, -2 * HOUR, 2 * HOUR].map((minutes) => taken(minutes, { aheadMinutes: null }))).toEqual([
      ...[-24 * HOUR, -2 * HOUR, 5],
    ]);
  });
});
