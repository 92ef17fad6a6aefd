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

function grouped<Item>(all: readonly Item[], keyOf: (item: Item) => string): Item[][] {
  const groups = new Map<string, Item[]>();
  for (const item of all) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return [...groups.values()];
}

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
    const isMisplaced = ({ at, clientId }: Row) =>
      clientId === "" || Date.parse(String(at)) < begin - DAY_MS || Date.parse(String(at)) >= end;
    expect(events.filter(isMisplaced)).toEqual([]);
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

  it("complete orders of the online store only: none of an app, a till or a renewal", () => {
    const sources = new Map(orders.map(({ id, sourceName }) => [id, sourceName]));
    expect(orders.some(({ sourceName, checkoutToken }) => sourceName === "mobile_app" && checkoutToken)).toBe(true);
    for (const { orderId } of named("checkout_completed")) expect(sources.get(orderId) ?? "web").toBe("web");
  });

  describe("end in a purchase as often as in a real shop", () => {
    const visits = grouped(events, ({ id }) => String(id).split("-")[0] ?? "");
    const has = (name: string) => (visit: readonly Row[]) => visit.some((event) => event.name === name);
    const share = (of: readonly (readonly Row[])[]) => of.filter(has("checkout_completed")).length / of.length;
    const on = (device: string) => share(visits.filter(([first]) => first?.device === device));
    const isSearching = has("search_submitted");

    it("about one in thirty", () => {
      expect(share(visits)).toBeGreaterThan(0.02);
      expect(share(visits)).toBeLessThan(0.045);
    });

    it("on phones less often than at computers, and on tablets too", () => {
      expect(on("mobile")).toBeGreaterThan(0.015);
      expect(on("mobile")).toBeLessThan(on("desktop") * 0.8);
      expect(on("desktop")).toBeLessThan(0.07);
      expect(on("tablet")).toBeGreaterThan(0.01);
      expect(on("tablet")).toBeLessThan(0.07);
    });

    it("more often with a search than without", () => {
      const searching = share(visits.filter(isSearching));
      const others = share(visits.filter((visit) => !isSearching(visit)));
      expect(searching / others).toBeGreaterThan(1.3);
      expect(searching / others).toBeLessThan(3.5);
    });

    it("whichever site sent them", () => {
      const sites = grouped(visits, ([first]) => JSON.stringify([first?.referrer, first?.utm]));
      for (const own of sites) if (own.length > 300) expect(share(own)).toBeLessThan(0.12);
    });
  });

  it("add nothing to the cart that they saw sold out", () => {
    const soldOut = new Set<string>();
    const keyOf = ({ id, productId }: Row) => `${String(id).split("-")[0]} ${String(productId)}`;
    for (const view of named("product_viewed")) if (view.inStock === false) soldOut.add(keyOf(view));
    expect(soldOut.size).toBeGreaterThan(0);
    for (const added of named("product_added_to_cart")) expect(soldOut).not.toContain(keyOf(added));
  });

  it("search with and without results, and meet what is sold out", () => {
    const searches = named("search_submitted");
    expect(searches.some(({ results }) => results === 0)).toBe(true);
    expect(searches.some(({ results }) => Number(results) > 0)).toBe(true);
    expect(named("product_viewed").some(({ inStock }) => inStock === false)).toBe(true);
  });
});
