import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { storefrontEvent } from "~/domain/measurement/storefront-event";
import { eventBatches } from "./event-batches";
import { countEvents, type EventCounts } from "./event-counts";
import { perMinute } from "./per-minute";

const event = (id: string) => storefrontEvent({ id, clientId: "c", at: 0, name: "page_viewed" });

describe("perMinute", () => {
  it("lets so many of a key pass in a minute, and as many again in the next", () => {
    const may = perMinute(2);
    const passes = (key: string, now: number) => [1, 2, 3].map(() => may(key, now));
    expect(passes("a", 60_000)).toEqual([true, true, false]);
    expect(passes("b", 119_999)).toEqual([true, true, false]);
    expect(passes("a", 120_000)).toEqual([true, true, false]);
  });
});

describe("eventBatches", () => {
  it("writes what comes together together, one batch of a shop after the other", async () => {
    const written: string[][] = [];
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    const batches = eventBatches(async (shopId, events) => {
      written.push([shopId, ...events.map(({ id }) => id)]);
      if (written.length === 1) await held;
    }, 4);
    const first = [batches.add("1", [event("a")]), batches.add("1", [event("b")])];
    await vi.waitFor(() => expect(written).toHaveLength(1));
    const later = [batches.add("1", [event("c")]), batches.add("2", [event("x")])];
    await later[1];
    void batches.add("1", [event("d")]);
    expect(written).toEqual([
      ["1", "a", "b"],
      ["2", "x"],
    ]);
    release();
    await Promise.all([...first, ...later]);
    expect(written[2]).toEqual(["1", "c", "d"]);
  });

  it("tells everyone in a batch that it failed, and takes the next", async () => {
    let isAway = true;
    const batches = eventBatches(async () => {
      if (isAway) throw new Error("away");
    }, 4);
    const failed = await Promise.allSettled([batches.add("1", [event("a")]), batches.add("1", [event("b")])]);
    expect(failed.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    isAway = false;
    await expect(batches.add("1", [event("a")])).resolves.toBeUndefined();
    expect(batches.isFull).toBe(false);
  });

  it("is full while too much waits, and not any more once that is written", async () => {
    const batches = eventBatches(async () => {}, 4);
    const all = batches.add(
      "1",
      Array.from({ length: 20_000 }, (_, at) => event(String(at))),
    );
    expect(batches.isFull).toBe(true);
    await all;
    expect(batches.isFull).toBe(false);
  });
});

describe("countEvents", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("says once a minute what came and why the rest was dropped, and nothing while nothing comes", () => {
    const said: EventCounts[] = [];
    const counts = countEvents((each) => said.push(each));
    vi.advanceTimersByTime(120_000);
    counts.accept(3);
    counts.drop("malformed", 2);
    counts.drop("malformed", 1);
    counts.drop("unknown_account", 0);
    vi.advanceTimersByTime(60_000);
    counts.accept(1);
    vi.advanceTimersByTime(300_000);
    expect(said).toEqual([
      { accepted: 3, dropped: { malformed: 3 } },
      { accepted: 1, dropped: {} },
    ]);
  });
});
