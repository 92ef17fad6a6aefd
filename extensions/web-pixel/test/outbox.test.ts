import { afterEach, describe, expect, it, vi } from "vitest";
import { running, variant } from "./running-pixel";

afterEach(() => {
  vi.useRealTimers();
});

describe("consent", () => {
  it("sends and keeps nothing without it", async () => {
    const tab = new Map<string, string>();
    const { pixel, sent } = await running({ isAllowed: false, tab });
    await pixel.publish("page_viewed");
    expect(sent).toEqual([]);
    expect(tab.size).toBe(0);
  });

  it("sends only what happens after it when it comes late", async () => {
    const { pixel, events } = await running({ isAllowed: false });
    await pixel.publish("page_viewed");
    await pixel.consent(true);
    await pixel.publish("cart_viewed");
    expect(events().map(({ name }) => name)).toEqual(["cart_viewed"]);
  });

  it("drops what waits once it is withdrawn", async () => {
    const tab = new Map<string, string>();
    const { pixel, endpoint, sent } = await running({ tab });
    endpoint.status = null;
    await pixel.publish("page_viewed");
    expect(tab.size).toBe(1);
    await pixel.consent(false);
    expect(tab.size).toBe(0);
    endpoint.status = 204;
    await pixel.publish("cart_viewed");
    expect(sent).toEqual([]);
  });
});

describe("events on their way", () => {
  it("are sent again from the next page when this one ended first", async () => {
    const tab = new Map<string, string>();
    const first = await running({ tab });
    first.endpoint.status = null;
    await first.pixel.publish("product_viewed", { productVariant: variant }, { id: "a" });
    first.pixel.kill();
    const second = await running({ tab });
    expect(second.events().map(({ id }) => id)).toEqual(["a"]);
    expect(tab.size).toBe(0);
  });

  it.each([null, 500, 503])(
    "wait while the endpoint answers %s, and arrive once and in order after it",
    async (status) => {
      vi.useFakeTimers({ toFake: ["setTimeout"] });
      const tab = new Map<string, string>();
      const { pixel, endpoint, sent, events } = await running({ tab });
      endpoint.status = status;
      for (const id of ["a", "b", "c"]) await pixel.publish("page_viewed", {}, { id });
      sent.length = 0;
      endpoint.status = 204;
      await vi.advanceTimersByTimeAsync(10_000);
      await pixel.publish("page_viewed", {}, { id: "d" });
      expect(events().map(({ id }) => id)).toEqual(["a", "b", "c", "d"]);
      expect(tab.size).toBe(0);
    },
  );

  it("are fifty at most, in requests of at most 8 KiB", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout"] });
    const { pixel, endpoint, sent, events } = await running({ page: { pathname: `/pages/${"ä".repeat(250)}` } });
    endpoint.status = null;
    for (let at = 0; at < 80; at += 1) await pixel.publish("page_viewed", {}, { id: `e${at}` });
    endpoint.status = 204;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(events().map(({ id }) => id)).toEqual(Array.from({ length: 50 }, (_, at) => `e${at + 30}`));
    for (const { body } of sent) expect(Buffer.byteLength(body)).toBeLessThanOrEqual(8 * 1024);
  });

  it("are not what a script of the theme put in their place, nor older than a day", async () => {
    for (const junk of ["{", "7", '["a"]', "[null]", '[{"id":"a"}]', '[{"id":"a","at":"2020-01-01T00:00:00Z"}]']) {
      const { sent } = await running({ tab: new Map([["comeback:unsent", junk]]) });
      expect(sent).toEqual([]);
    }
  });

  it("are sent although the tab can keep nothing", async () => {
    class Full extends Map<string, string> {
      override set(): this {
        throw new Error("QuotaExceededError");
      }
    }
    const { pixel, events } = await running({ tab: new Full() });
    await pixel.publish("page_viewed", {}, { id: "a" });
    expect(events().map(({ id }) => id)).toEqual(["a"]);
  });
});
