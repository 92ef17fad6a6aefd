import { describe, expect, it } from "vitest";
import { singleFlight } from "./single-flight";

describe("singleFlight", () => {
  it("does once what many ask for at a time, and again for whoever asks later", async () => {
    const share = singleFlight<number>();
    let count = 0;
    const work = async () => ++count;
    expect(await Promise.all([share("a", work), share("a", work), share("b", work)])).toEqual([1, 1, 2]);
    expect(await share("a", work)).toBe(3);
  });

  it("fails all who wait for a failure, and none after them", async () => {
    const share = singleFlight<number>();
    const failing = () => Promise.reject(new Error("no"));
    const both = await Promise.allSettled([share("a", failing), share("a", async () => 1)]);
    expect(both.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(await share("a", async () => 1)).toBe(1);
  });
});
