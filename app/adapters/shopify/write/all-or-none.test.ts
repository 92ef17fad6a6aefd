import { describe, expect, it } from "vitest";
import { sendAllOrNone, type UserError } from "./all-or-none";

/** A Shopify that refuses the calls in which a bad item stands, and names each or none of them. */
function shopify(isBad: (item: string) => boolean, { names = true } = {}) {
  const calls: string[][] = [];
  const send = async (items: readonly string[]): Promise<UserError[]> => {
    calls.push([...items]);
    const errors = items.flatMap((item, index) =>
      isBad(item) ? [{ field: ["metafields", String(index), "value"], message: `bad ${item}` }] : [],
    );
    return names ? errors : errors.slice(0, 1).map(({ message }) => ({ field: null, message }));
  };
  return { calls, send };
}

const items = Array.from({ length: 25 }, (_, n) => `item ${n}`);
const leaveOut = async () => [];

describe("items that Shopify takes all or none of", () => {
  it("are sent once when all are good, and not at all when there are none", async () => {
    const { calls, send } = shopify(() => false);
    expect(await sendAllOrNone(items, send, leaveOut)).toEqual(items);
    expect(await sendAllOrNone([], send, leaveOut)).toEqual([]);
    expect(calls).toHaveLength(1);
  });

  it("are sent again without those an error names, in one call more however many they are", async () => {
    const bad = new Set(["item 0", "item 12", "item 24"]);
    const { calls, send } = shopify((item) => bad.has(item));
    const refused: string[] = [];
    const taken = await sendAllOrNone(items, send, async (named) => {
      refused.push(...named.map(({ item, error }) => `${item}: ${error.message}`));
      return [];
    });
    expect(taken).toEqual(items.filter((item) => !bad.has(item)));
    expect(refused).toEqual(["item 0: bad item 0", "item 12: bad item 12", "item 24: bad item 24"]);
    expect(calls).toHaveLength(2);
  });

  it("are sent mended where they can be", async () => {
    const { calls, send } = shopify((item) => item === "item 7");
    const taken = await sendAllOrNone(items, send, async () => ["item 7, mended"]);
    expect(taken).toEqual([...items.filter((item) => item !== "item 7"), "item 7, mended"]);
    expect(calls).toHaveLength(2);
  });

  it("are halved where an error names none, until the bad one stands alone", async () => {
    const { calls, send } = shopify((item) => item === "item 19", { names: false });
    const refused: string[] = [];
    const taken = await sendAllOrNone(items, send, async (named) => {
      refused.push(...named.map(({ item }) => item));
      return [];
    });
    expect(taken).toEqual(items.filter((item) => item !== "item 19"));
    expect(refused).toEqual(["item 19"]);
    expect(calls.length).toBeLessThan(12);
  });

  it("are halved too where an error names a place that is none of theirs", async () => {
    const send = async (sent: readonly string[]) =>
      sent.includes("b") ? [{ field: ["metafields", "7", "value"], message: "no" }] : [];
    expect(await sendAllOrNone(["a", "b", "c"], send, leaveOut)).toEqual(["a", "c"]);
  });
});
