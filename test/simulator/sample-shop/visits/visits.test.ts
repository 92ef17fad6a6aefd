import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { generateShop } from "../generate-shop";
import { MEASURED_DAYS } from "./visit-desk";

const DAY_MS = 86_400_000;
const folder = mkdtempSync(join(tmpdir(), "visits-"));
afterAll(() => rmSync(folder, { recursive: true }));

interface Row {
  readonly [key: string]: unknown;
}

const rows = (file: string): Row[] =>
  readFileSync(join(folder, file), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Row);

describe("visits of the sample shop", () => {
  generateShop({ orders: 3_000, seed: 7, endsAt: "2026-11-29" }, folder);
  const [events, orders, checkouts] = [rows("events.jsonl"), rows("orders.jsonl"), rows("checkouts.jsonl")];
  const named = (name: string) => events.filter((event) => event.name === name);
  const end = Date.parse("2026-11-30T00:00:00+01:00");
  const begin = end - MEASURED_DAYS * DAY_MS;
  const measured = orders.filter(
    ({ checkoutToken, processedAt, sourceName }) =>
      checkoutToken !== undefined && sourceName === "web" && Date.parse(String(processedAt)) >= begin,
  );

  it("lie in the weeks before the last day, each event once", () => {
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
    for (const { at, clientId } of events) {
      expect(clientId).not.toBe("");
      expect(Date.parse(String(at))).toBeGreaterThanOrEqual(begin - DAY_MS);
      expect(Date.parse(String(at))).toBeLessThan(end);
    }
  });

  it("complete the checkouts of orders, most of them, and start those that were left", () => {
    const tokens = new Map(orders.map((order) => [order.checkoutToken, order]));
    const completed = named("checkout_completed");
    for (const { checkoutToken, orderId, at } of completed) {
      const order = tokens.get(checkoutToken);
      expect(order?.id).toBe(orderId);
      expect(Math.abs(Date.parse(String(order?.processedAt)) - Date.parse(String(at)))).toBeLessThan(3_600_000);
    }
    const coverage = completed.length / measured.length;
    expect(coverage).toBeGreaterThan(0.75);
    expect(coverage).toBeLessThan(0.95);
    const known = new Set([...tokens.keys(), ...checkouts.map(({ token }) => token)]);
    for (const { checkoutToken } of named("checkout_started")) expect(known).toContain(checkoutToken);
  });

  it("end in a purchase about as often as in a shop with many regulars", () => {
    const visits = new Set(events.map(({ id }) => String(id).split("-")[0])).size;
    const conversion = named("checkout_completed").length / visits;
    expect(conversion).toBeGreaterThan(0.04);
    expect(conversion).toBeLessThan(0.12);
  });

  it("search with and without results, and meet what is sold out", () => {
    const searches = named("search_submitted");
    expect(searches.some(({ results }) => results === 0)).toBe(true);
    expect(searches.some(({ results }) => Number(results) > 0)).toBe(true);
    expect(named("product_viewed").some(({ inStock }) => inStock === false)).toBe(true);
  });
});
