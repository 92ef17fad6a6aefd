import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadDataFolder } from "../data-folder/load-data-folder";
import { openStore } from "../store/store";
import type { CheckoutRecord, CustomerRecord, OrderRecord } from "./folder/folder-records";
import { generateShop, type SampleShopOptions } from "./generate-shop";
import { PROFILE_NAMES, PROFILES } from "./profiles";

const FILES = ["shop.json", "products.jsonl", "customers.jsonl", "orders.jsonl", "checkouts.jsonl", "events.jsonl"];
const YEAR_MS = 365 * 86_400_000;

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "comeback-sample-shop-"));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

let made = 0;
function make(options: Partial<SampleShopOptions> = {}) {
  const folder = join(root, String(made++));
  const summary = generateShop({ orders: 400, seed: 1, endsAt: "2026-11-20", ...options }, folder);
  const read = <Line>(name: string): Line[] =>
    readFileSync(join(folder, name), "utf8")
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => JSON.parse(line) as Line);
  return { folder, summary, read };
}

describe("generateShop", () => {
  it("writes the same bytes for the same options, and others for another seed", () => {
    const bytes = (seed: number) => {
      const { folder } = make({ seed });
      return FILES.map((name) => readFileSync(join(folder, name)));
    };
    const first = bytes(1);
    expect(bytes(1).every((file, index) => file.equals(first[index] ?? Buffer.alloc(0)))).toBe(true);
    expect(bytes(2)[3]?.equals(first[3] ?? Buffer.alloc(0))).toBe(false);
  });

  it.each([1, 37, 400])("writes exactly %i orders with rising ids and names", (orders) => {
    const { summary, read } = make({ orders });
    const written = read<OrderRecord>("orders.jsonl");
    expect(summary.orders).toBe(orders);
    expect(written).toHaveLength(orders);
    expect(written.every(({ id }, index) => index === 0 || id > (written[index - 1]?.id ?? 0))).toBe(true);
    expect(written[0]?.name).toBe("#1001");
  });

  it("refuses a number of orders that makes no shop", () => {
    expect(() => make({ orders: 0 })).toThrow("a whole number of orders from 1, not 0");
  });

  it.each(PROFILE_NAMES)("writes the %s shop in its own money, ending with its last local day", (profile) => {
    const { read } = make({ profile });
    const { currencyDigits, taxesIncluded } = PROFILES[profile];
    const money = currencyDigits === 0 ? /^\d+$/ : new RegExp(`^\\d+\\.\\d{${currencyDigits}}$`);
    const orders = read<OrderRecord>("orders.jsonl");
    for (const { lines, shipping = lines[0]?.unitPrice } of orders) {
      for (const line of lines) expect(line.unitPrice).toMatch(money);
      expect(shipping).toMatch(money);
    }
    const last = new Date(orders.at(-1)?.processedAt ?? "");
    const day = new Intl.DateTimeFormat("sv-SE", { timeZone: PROFILES[profile].timeZone }).format(last);
    expect(day <= "2026-11-20").toBe(true);
    expect(taxesIncluded).toBe(profile === "tokyo" || profile === "sydney");
  });
});

it("names the price for a kilogram of what is sold by weight, and of nothing else", () => {
  interface Goods {
    readonly title: string;
    readonly variants: readonly { readonly title: string; readonly unitPriceMeasurement?: { quantityValue: number } }[];
  }
  const goods = make().read<Goods>("products.jsonl");
  const kilograms = (title: string) =>
    goods
      .flatMap(({ variants }) => variants.filter((one) => one.title === title))
      .map((one) => one.unitPriceMeasurement);
  expect(new Set(kilograms("250 g").map((measure) => measure?.quantityValue))).toEqual(new Set([0.25]));
  expect(new Set(kilograms("1 kg").map((measure) => measure?.quantityValue))).toEqual(new Set([1]));
  const brewers = goods.filter(({ title }) => /Brewer/.test(title)).flatMap(({ variants }) => variants);
  expect(brewers.length).toBeGreaterThan(0);
  expect(brewers.filter(({ unitPriceMeasurement }) => unitPriceMeasurement)).toEqual([]);
});

describe("the simulator", () => {
  it.each(PROFILE_NAMES)("accepts the %s shop", (profile) => {
    const { folder, summary } = make({ profile, orders: 2_000 });
    const store = openStore({ file: ":memory:", clock: () => Date.parse("2026-11-21T20:00:00Z") });
    const { shop, ...counts } = loadDataFolder(store, folder);
    const { domain, from: _from, to: _to, ...written } = summary;
    expect(counts).toEqual({ ...written, installedAt: null });
    expect(written.events).toBeGreaterThan(0);
    expect(shop.domain).toBe(domain);
    store.close();
  });
});

describe("a sample shop of 20,000 orders", () => {
  let orders: OrderRecord[];
  let checkouts: CheckoutRecord[];
  let customers: CustomerRecord[];
  const lastMoment = Date.parse("2026-11-20T23:00:00Z");
  beforeAll(() => {
    const { read } = make({ orders: 20_000 });
    orders = read("orders.jsonl");
    checkouts = read("checkouts.jsonl");
    customers = read("customers.jsonl");
  });

  const share = (matches: (order: OrderRecord) => boolean) => orders.filter(matches).length / orders.length;
  const expectBetween = (value: number, low: number, high: number) => {
    expect(value).toBeGreaterThan(low);
    expect(value).toBeLessThan(high);
  };

  it("has a repeat rate of the last 365 days between 25 and 32%", () => {
    const bought = new Map<number, number>();
    const active = new Set<number>();
    const returning = new Set<number>();
    for (const { customerId, processedAt, cancelledAt, test } of orders) {
      if (customerId === null || cancelledAt !== undefined || test) continue;
      const number = (bought.get(customerId) ?? 0) + 1;
      bought.set(customerId, number);
      if (Date.parse(processedAt) < lastMoment - YEAR_MS) continue;
      active.add(customerId);
      if (number > 1) returning.add(customerId);
    }
    expectBetween(returning.size / active.size, 0.25, 0.32);
    expectBetween([...bought.values()].filter((count) => count > 1).length / bought.size, 0.18, 0.3);
    expectBetween(Math.max(...bought.values()), 12, 80);
  });

  it("has the untidiness of a real shop, in believable shares", () => {
    const isRefunded = ({ refunds = [] }: OrderRecord) => refunds.length > 0;
    expectBetween(share(isRefunded), 0.02, 0.08);
    expectBetween(
      share((order) => isRefunded(order) && order.refunds?.[0]?.lines.length === 0),
      0.002,
      0.02,
    );
    expectBetween(
      share(({ edits }) => edits !== undefined),
      0.005,
      0.02,
    );
    expectBetween(
      share(({ cancelledAt }) => cancelledAt !== undefined),
      0.005,
      0.03,
    );
    expectBetween(
      share(({ test }) => test === true),
      0.0002,
      0.004,
    );
    expectBetween(
      share(({ customerId }) => customerId === null),
      0.01,
      0.06,
    );
    expectBetween(
      share(({ discountCodes }) => discountCodes?.includes("REPLACEMENT") ?? false),
      0.0005,
      0.01,
    );
    expectBetween(
      share(({ lines }) => lines.every(({ giftCard }) => giftCard)),
      0.002,
      0.02,
    );
    expectBetween(
      share(({ lines }) => lines.some(({ giftCard }) => giftCard)),
      0.008,
      0.04,
    );
    expectBetween(
      share(({ tip }) => tip !== undefined),
      0.005,
      0.03,
    );
    expectBetween(
      share(({ financialStatus }) => financialStatus === "VOIDED"),
      0.0005,
      0.01,
    );
    expectBetween(
      share(({ sourceName }) => sourceName === "web"),
      0.75,
      0.9,
    );
    expect(new Set(orders.map(({ sourceName }) => sourceName))).toEqual(
      new Set([
        ...["web", "mobile_app", "pos", "shopify_draft_order"],
        ...["subscription_contract", "subscription_contract_checkout_one", "3890849"],
      ]),
    );
    expect(new Set(orders.map(({ country }) => country)).size).toBeGreaterThan(4);
    expectBetween(
      share(({ presentmentCurrency }) => presentmentCurrency !== undefined),
      0.03,
      0.15,
    );
  });

  it("lets every sixth journey end with another visit than it began, and buyers of the first day never", () => {
    const journeys = orders.flatMap(({ journey }) => journey ?? []);
    const changed = journeys.filter(({ firstSource }) => firstSource !== undefined);
    expectBetween(changed.length / journeys.length, 0.1, 0.3);
    expect(changed.every(({ daysToConversion = 0 }) => daysToConversion > 0)).toBe(true);
  });

  it("has everything Shopify's ledger can say, at the rates of a real shop", () => {
    const rows = (kind: string) => share(({ charges = [] }) => charges.some((charge) => charge.kind === kind));
    expectBetween(
      share(({ returns }) => returns !== undefined),
      0.003,
      0.015,
    );
    expectBetween(
      share(({ edits = [] }) => edits.some(({ updates }) => updates !== undefined)),
      0.001,
      0.006,
    );
    expectBetween(
      share(({ refunds = [] }) => refunds.some(({ adjustment = "" }) => adjustment.startsWith("-"))),
      0.0003,
      0.004,
    );
    expectBetween(
      share(({ refunds = [] }) => refunds.some(({ shipping }) => shipping !== undefined)),
      0.0005,
      0.008,
    );
    expectBetween(
      share(({ keepsMoney }) => keepsMoney === true),
      0.0001,
      0.002,
    );
    expectBetween(
      share(({ agreedAt }) => agreedAt !== undefined),
      0.005,
      0.03,
    );
    expectBetween(
      share(({ lines }) => lines.some(({ quantity }) => quantity < 0)),
      0.0001,
      0.003,
    );
    expectBetween(
      share(({ lines }) => lines.some(({ discountAfterTax }) => discountAfterTax !== undefined)),
      0.1,
      0.4,
    );
    expectBetween(
      share(({ sourceName = "" }) => sourceName.startsWith("subscription_contract")),
      0.003,
      0.03,
    );
    expectBetween(rows("duty"), 0.01, 0.04);
    expectBetween(rows("additional_fee"), 0.003, 0.01);
    expectBetween(rows("unknown"), 0.0001, 0.0015);
    expect(orders.every((order) => order.sourceName !== "pos" || order.deviceId !== undefined)).toBe(true);
    const elsewhere = checkouts.filter(({ sourceName = "web" }) => sourceName !== "web");
    expect(new Set(elsewhere.map(({ sourceName }) => sourceName))).toEqual(new Set(["pos", "shopify_draft_order"]));
    expectBetween(elsewhere.length / checkouts.length, 0.003, 0.03);
  });

  it("shows some articles at a reduced price, and prices in the money of its markets", () => {
    const { read, folder } = make();
    const products = read<{ variants: { price: string; compareAtPrice?: string }[] }>("products.jsonl");
    const reduced = products.filter(({ variants }) => variants.some(({ compareAtPrice }) => compareAtPrice));
    expectBetween(reduced.length / products.length, 0.03, 0.16);
    for (const { variants } of reduced) {
      for (const { price, compareAtPrice } of variants) expect(Number(compareAtPrice)).toBeGreaterThan(Number(price));
    }
    const { markets } = JSON.parse(readFileSync(join(folder, "shop.json"), "utf8")) as { markets: object[] };
    expect(markets).toContainEqual({ countries: ["CH"], currencyCode: "CHF", rate: "0.94" });
  });

  it("lets about half of the shoppers with contact details leave at checkout", () => {
    const isOnline = ({ sourceName = "web" }: { sourceName?: string }) => /^(web|mobile_app)$/.test(sourceName);
    const online = orders.filter((order) => isOnline(order) && order.checkoutToken !== undefined).length;
    const left = checkouts.filter((each) => isOnline(each) && each.hasContact && each.orderId === undefined).length;
    expectBetween(left / (left + online), 0.45, 0.6);
    expectBetween(checkouts.filter(({ orderId }) => orderId !== undefined).length / online, 0.06, 0.15);
    expect(checkouts.some(({ hasContact }) => !hasContact)).toBe(true);
  });

  it("sells things together that belong together", () => {
    const holding = (...titles: string[]) =>
      orders.filter(({ lines }) => titles.every((title) => lines.some((line) => line.title === title))).length;
    const dripper = "Ceramic Dripper 02";
    const papers = "Cone Papers 02 (100)";
    const lift = (holding(dripper, papers) * orders.length) / (holding(dripper) * holding(papers));
    expect(lift).toBeGreaterThan(5);
  });

  it("never refers to what does not exist or has not happened yet", () => {
    const known = new Set(customers.map(({ id }) => id));
    const byId = new Map(orders.map((order) => [order.id, order]));
    expect(known.size).toBe(customers.length);
    for (const { customerId, refunds = [], edits = [], returns = [], lines, ...order } of orders) {
      expect(customerId === null || known.has(customerId)).toBe(true);
      const { processedAt, agreedAt, cancelledAt, createdAt } = order;
      const later = [...refunds, ...edits, ...returns].map(({ at }) => at);
      const events = [processedAt, agreedAt, cancelledAt, createdAt, ...later];
      for (const event of events) if (event !== undefined) expect(Date.parse(event)).toBeLessThan(lastMoment);
      const units = lines.map(({ quantity }) => Math.abs(quantity));
      for (const { line, quantity } of [...refunds, ...returns].flatMap((back) => back.lines)) units[line]! -= quantity;
      expect(Math.min(...units)).toBeGreaterThanOrEqual(0);
    }
    for (const { customerId, orderId, startedAt, updatedAt, completedAt, token } of checkouts) {
      expect(customerId === undefined || known.has(customerId)).toBe(true);
      expect(startedAt <= updatedAt && updatedAt <= (completedAt ?? updatedAt)).toBe(true);
      if (orderId !== undefined) expect(byId.get(orderId)?.checkoutToken).toBe(token);
    }
  });
});
