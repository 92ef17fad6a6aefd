import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { fairPlaces, NoPlace } from "./fair-places";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Work that ends when it is told to, and notes when it begins. */
function works() {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const work = (name: string) => () =>
    new Promise<string>((resolve) => {
      begun.push(name);
      ends.set(name, () => resolve(name));
    });
  return { begun, work, end: (name: string) => ends.get(name)?.() };
}

const turn = () => vi.advanceTimersByTimeAsync(0);

describe("fairPlaces", () => {
  const options = { total: 3, perOwner: 2, waitingPerOwner: 2, waitMs: 1_000 };

  it("lets no one hold more than their share, and others in meanwhile", async () => {
    const places = fairPlaces(options);
    const { begun, work, end } = works();
    for (const name of ["a1", "a2", "a3"]) void places.use("a", work(name));
    void places.use("b", work("b1"));
    await turn();
    expect(begun).toEqual(["a1", "a2", "b1"]);
    end("a1");
    await turn();
    expect(begun).toEqual(["a1", "a2", "b1", "a3"]);
  });

  it("gives a free place to the first who may have it", async () => {
    const places = fairPlaces(options);
    const { begun, work, end } = works();
    for (const name of ["a1", "a2", "a3"]) void places.use("a", work(name));
    for (const name of ["b1", "b2"]) void places.use("b", work(name));
    await turn();
    end("b1");
    await turn();
    expect(begun).toEqual(["a1", "a2", "b1", "b2"]);
  });

  it("turns away who comes when too many wait, and who has waited too long", async () => {
    const places = fairPlaces(options);
    const { begun, work, end } = works();
    for (const name of ["a1", "a2"]) void places.use("a", work(name));
    const late = [places.use("a", work("a3")), places.use("a", work("a4"))].map((use) => use.catch((error) => error));
    await expect(places.use("a", work("a5"))).rejects.toBeInstanceOf(NoPlace);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await Promise.all(late)).toEqual([expect.any(NoPlace), expect.any(NoPlace)]);
    end("a1");
    await turn();
    expect(begun).toEqual(["a1", "a2"]);
    void places.use("a", work("a6"));
    await turn();
    expect(begun).toContain("a6");
  });

  it("gets the place back of work that fails", async () => {
    const places = fairPlaces({ ...options, total: 1 });
    await expect(places.use("a", () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(await places.use("b", async () => "done")).toBe("done");
  });
});
