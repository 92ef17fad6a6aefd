import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildCalendar, HISTORY_DAYS } from "./calendar";
import { TASTES } from "./catalogue/product";
import { channelOf, CHANNELS, homeChannel, isOnlineSource } from "./orders/channels";
import { CheckoutDesk } from "./orders/checkouts";
import type { CheckoutRecord, CustomerRecord, OrderRecord } from "./folder/folder-records";
import { JsonLinesFile } from "./folder/json-lines";
import { type Customer, NO_FAVOURITE, OpenCustomers } from "./open-customers";
import { bringBack, placeOrder, type ShopSetting } from "./orders/orders";
import { type Destination, PROFILES, type ProfileName, type ShopProfile } from "./profiles";
import { beta, between, chance, gamma, type Random, seededRandom, WeightedChoice } from "./random";
import { stockShelves } from "./catalogue/shelves";
import { writeProducts } from "./catalogue/write-products";
import { iso } from "./folder/timestamps";
import { VisitDesk } from "./visits/visit-desk";

const FIRST_CUSTOMER_ID = 7_301_234_500_000;
const CUSTOMER_ID_STEP = 8;

// Purchase rates over the customers are gamma, the chance to leave after a purchase is beta, as in the usual
// buy-till-you-die models; together they keep the yearly repeat rate of the sample near 28%.
const PACE_SHAPE = 0.9;
const MEAN_PACE_PER_DAY = 1 / 85;
const LEAVING_A = 1.5;
const LEAVING_B = 0.8;
const TRADE_LEAVING = 0.15;

const WALK_IN_SHARE = 0.06;
const TEST_SHARE = 0.0015;
/** Of walk-ins: who brings something back that was bought elsewhere. */
const BROUGHT_BACK_SHARE = 0.012;
const RECENT_CUSTOMERS = 4096;

export interface SampleShopOptions {
  readonly orders: number;
  readonly seed: number;
  /** Last day of the history, in the shop's time zone. */
  readonly endsAt: string;
  readonly profile?: ProfileName;
  /** Called after every day with the orders written so far. */
  readonly onProgress?: (orders: number) => void;
}

export interface SampleShopSummary {
  readonly domain: string;
  readonly from: string;
  readonly to: string;
  readonly orders: number;
  readonly customers: number;
  readonly checkouts: number;
  readonly products: number;
  /** Of the storefront, in the last weeks. */
  readonly events: number;
}

/**
 * Writes a believable shop of two years as a simulator data folder. The same options give the same bytes.
 * Days are written one after another, so memory does not grow with the orders already written.
 */
export function generateShop(options: SampleShopOptions, outDir: string): SampleShopSummary {
  if (!Number.isSafeInteger(options.orders) || options.orders < 1) {
    throw new RangeError(`a sample shop needs a whole number of orders from 1, not ${options.orders}`);
  }
  const profile: ShopProfile = PROFILES[options.profile ?? "berlin"];
  const random = seededRandom(options.seed);
  const calendar = buildCalendar(random, {
    orders: options.orders,
    lastDay: options.endsAt,
    timeZone: profile.timeZone,
  });
  const setting = { profile, calendar, shelves: stockShelves(profile) };

  mkdirSync(outDir, { recursive: true });
  writeFileSync(join(outDir, "shop.json"), `${JSON.stringify(shopRecord(profile), null, 2)}\n`);
  const products = writeProducts(random, setting.shelves, profile, join(outDir, "products.jsonl"));
  const counts = new History(random, setting, options.seed, outDir).write(options.onProgress);
  const [firstDay] = calendar.days;
  return { domain: profile.domain, from: firstDay?.date ?? options.endsAt, to: options.endsAt, products, ...counts };
}

const shopRecord = (profile: ShopProfile) => ({
  name: profile.name,
  domain: profile.domain,
  ianaTimezone: profile.timeZone,
  currencyCode: profile.currencyCode,
  taxesIncluded: profile.taxesIncluded,
  markets: (profile.destinations as readonly Destination[]).flatMap(
    ({ country, presentmentCurrency: currencyCode, presentmentRate: rate }) =>
      currencyCode === undefined || rate === undefined
        ? []
        : [{ countries: [country], currencyCode, rate: String(rate) }],
  ),
});

/** Writes customers, orders and checkouts day by day. */
class History {
  private readonly random: Random;
  private readonly setting: ShopSetting;
  private readonly customers: JsonLinesFile;
  private readonly orders: JsonLinesFile;
  private readonly checkouts: JsonLinesFile;
  private readonly events: JsonLinesFile;
  private readonly visits: VisitDesk;
  private readonly desk: CheckoutDesk;
  private readonly open = new OpenCustomers();
  private readonly destinations: WeightedChoice;
  private readonly tastes = new WeightedChoice([30, 25, 17, 9, 10, 9]);
  private readonly recent = new Uint32Array(RECENT_CUSTOMERS);
  private readonly staff: Customer;
  private customerCount = 0;

  constructor(random: Random, setting: ShopSetting, seed: number, outDir: string) {
    this.random = random;
    this.setting = setting;
    this.customers = new JsonLinesFile(join(outDir, "customers.jsonl"));
    this.orders = new JsonLinesFile(join(outDir, "orders.jsonl"));
    this.checkouts = new JsonLinesFile(join(outDir, "checkouts.jsonl"));
    this.events = new JsonLinesFile(join(outDir, "events.jsonl"));
    this.visits = new VisitDesk(seed, setting.shelves, setting.calendar.days, (event) => this.events.write(event));
    this.desk = new CheckoutDesk(random, setting, (record: CheckoutRecord) => {
      this.checkouts.write(record);
      this.visits.left(record, Date.parse(record.startedAt));
    });
    this.destinations = new WeightedChoice(setting.profile.destinations.map(({ weight }) => weight));
    this.staff = {
      number: this.register(setting.calendar.days[0]?.startsAt ?? 0, ["staff"]),
      pace: 0,
      leaving: 1,
      taste: 0,
      destination: 0,
      channel: 0,
      orders: 0,
      favourite: NO_FAVOURITE,
    };
  }

  write(onProgress?: (orders: number) => void): Omit<SampleShopSummary, "domain" | "from" | "to" | "products"> {
    const { random } = this;
    const { calendar } = this.setting;
    let carried = 0;
    for (const day of calendar.days) {
      const count = calendar.ordersPerDay[day.index] ?? 0;
      const moments = Float64Array.from({ length: count }, () => calendar.momentIn(random, day)).sort();
      carried += this.open.dueOn(day.index);
      let online = 0;
      for (const [position, at] of moments.entries()) {
        const comesBack = chance(random, carried / (count - position));
        if (comesBack) carried--;
        if (this.writeOrder(day.index, at, comesBack)) online++;
      }
      // More regulars than orders: the rest come on the next day.
      this.postpone(day.index);
      carried = 0;
      this.desk.abandonSome(day, online, (at) => this.abandoner(at));
      this.visits.strolled(day, online, (chances) => calendar.momentIn(chances, day));
      onProgress?.(this.orders.lines);
    }
    this.customers.close();
    this.orders.close();
    this.checkouts.close();
    this.events.close();
    const [orders, customers] = [this.orders.lines, this.customers.lines];
    return { orders, customers, checkouts: this.checkouts.lines, events: this.events.lines };
  }

  /** Writes one order and sets the customer's next; says whether it came through the online checkout. */
  private writeOrder(dayIndex: number, at: number, comesBack: boolean): boolean {
    const { random, setting } = this;
    const day = setting.calendar.days[dayIndex];
    if (day === undefined) throw new RangeError(`day ${dayIndex} lies outside the history`);
    const sequence = this.orders.lines;
    const isTest = !comesBack && chance(random, TEST_SHARE);
    if (!comesBack && !isTest && chance(random, WALK_IN_SHARE)) {
      const walkIn = this.buyer({ ...this.staff, taste: this.tastes.pick(random), channel: CHANNELS.indexOf("pos") });
      const nobody = { ...walkIn, channel: "pos" as const, customerId: null };
      this.orders.write(
        chance(random, BROUGHT_BACK_SHARE)
          ? bringBack(random, setting, sequence, nobody, { day, at })
          : placeOrder(random, setting, sequence, nobody, { day, at, isTest }).record,
      );
      return false;
    }

    const customer = isTest ? this.staff : comesBack ? this.open.take(dayIndex) : null;
    const startedAt = this.desk.drawEarlierStart(at);
    const known = customer ?? this.newCustomer(startedAt ?? at);
    const order = placeOrder(random, setting, sequence, this.buyer(known), { day, at, isTest });
    this.orders.write(order.record);
    this.desk.listOrderCheckouts(order, startedAt);
    if (isOnlineOrder(order.record)) this.visits.bought(order.record, order.placedAt);
    if (!isTest) this.settle(known, order.refilled, dayIndex);
    return isOnlineOrder(order.record);
  }

  private buyer(customer: Customer) {
    const { destinations } = this.setting.profile;
    const home = CHANNELS[customer.channel] ?? "web";
    const channel = channelOf(this.random, home);
    const destination = destinations[channel === "pos" ? 0 : customer.destination] ?? destinations[0];
    if (destination === undefined) throw new RangeError(`${this.setting.profile.name} ships nowhere`);
    return {
      customerId: customerId(customer.number),
      taste: TASTES[customer.taste] ?? "espresso",
      destination,
      channel,
      ordersBefore: customer.orders,
      favourite: customer.favourite,
    };
  }

  /** After a purchase the customer is gone, or the day of the next one is set. */
  private settle(customer: Customer, refilled: number, dayIndex: number): void {
    const { random } = this;
    this.recent[customer.number % RECENT_CUSTOMERS] = customer.number;
    if (chance(random, customer.leaving)) return;
    customer.orders++;
    if (customer.favourite === NO_FAVOURITE) customer.favourite = refilled;
    // Stocks run down evenly, so gaps are a little more regular than chance alone.
    const gap = gamma(random, 1.4, 1 / (1.4 * customer.pace));
    const next = this.setting.calendar.dayAfter(dayIndex, Math.max(gap, 1));
    if (next !== null) this.open.schedule(customer, Math.max(next, dayIndex + 1));
  }

  private postpone(dayIndex: number): void {
    if (dayIndex + 1 >= HISTORY_DAYS) return;
    for (let waiting = this.open.take(dayIndex); waiting !== null; waiting = this.open.take(dayIndex)) {
      this.open.schedule(waiting, dayIndex + 1);
    }
  }

  private newCustomer(at: number): Customer {
    const { random } = this;
    const channel = homeChannel(random);
    const isTrade = channel === "shopify_draft_order";
    const tags = isTrade ? ["wholesale"] : chance(random, 0.31) ? ["newsletter"] : [];
    return {
      number: this.register(at, tags),
      pace: Math.max(gamma(random, PACE_SHAPE, MEAN_PACE_PER_DAY / PACE_SHAPE), 1e-6),
      leaving: isTrade ? TRADE_LEAVING : beta(random, LEAVING_A, LEAVING_B),
      taste: this.tastes.pick(random),
      destination: this.destinations.pick(random),
      channel: CHANNELS.indexOf(channel),
      orders: 0,
      favourite: NO_FAVOURITE,
    };
  }

  /** Who leaves a checkout behind: a recent buyer, somebody who never buys, or nobody Shopify can name. */
  private abandoner(at: number): number | null {
    const { random } = this;
    const kind = random.next();
    if (kind < 0.22) {
      const number = this.recent[between(random, 0, RECENT_CUSTOMERS - 1)] ?? 0;
      return number === 0 ? null : customerId(number);
    }
    return kind < 0.7 ? customerId(this.register(at, [])) : null;
  }

  private register(createdAt: number, tags: readonly string[]): number {
    const number = ++this.customerCount;
    const record: CustomerRecord = { id: customerId(number), createdAt: iso(createdAt), tags };
    this.customers.write(record);
    return number;
  }
}

const customerId = (number: number): number => FIRST_CUSTOMER_ID + number * CUSTOMER_ID_STEP;

const isOnlineOrder = ({ sourceName, checkoutToken }: OrderRecord): boolean =>
  checkoutToken !== undefined && isOnlineSource(sourceName);
