import type { ShopDate } from "../calendar";
import type { Shelves, StockedProduct } from "../catalogue/shelves";
import type { CheckoutRecord, OrderLineRecord, OrderRecord } from "../folder/folder-records";
import { between, chance, poisson, type Random, seededRandom, weighted, WeightedChoice } from "../random";
import { type Arrival, arrivalOf, drawArrival } from "./arrivals";
import { deviceOf, drawDevice } from "./devices";
import { queryFor, resultsOf, someQuery } from "./searches";
import { Visit, type EventRecord, type Visitor } from "./visit";

/** How far back the storefront was measured. */
export const MEASURED_DAYS = 56;
/** Shoppers who refused, or whose browser blocks pixels. */
const UNSEEN_SHARE = 0.14;
/** Visits that reach no checkout, for each online order. */
const STROLLS_PER_ORDER = 23;
/** Who searches knows what they want: buyers search more often than those who look around. */
const SEARCH_SHARE = 0.1;
const BUYER_SEARCH_SHARE = 0.19;
/** Searches from outside the store, such as from a bookmark. */
const SEARCH_FIRST_SHARE = 0.15;
const PRODUCT_FIRST_SHARE = 0.45;
/** Visits of one page. */
const BOUNCE_SHARE = 0.5;
const CART_SHARE = 0.06;
const RETURNING_SHARE = 0.3;
const KNOWN_VISITORS = 2_048;
/** Buyers who looked around some days before. */
const LOOKED_BEFORE_SHARE = 0.5;
const HOUR_MS = 3_600_000;
const PAYMENT_ERROR_SHARE = 0.05;
const STOCK_ERROR_SHARE = 0.02;

const drawEntry = weighted([
  ["/", 70],
  ["/collections/coffee", 14],
  ["/collections/gear", 8],
  ["/blogs/journal", 5],
  ["/pages/about", 3],
]);

/** Tells what shoppers did in the weeks before the last day, so that it fits the orders and checkouts of them. */
export class VisitDesk {
  private readonly random: Random;
  private readonly shelves: Shelves;
  private readonly write: (event: EventRecord) => void;
  private readonly measured: readonly ShopDate[];
  private readonly from: number;
  private readonly liking: WeightedChoice;
  private readonly known: Visitor[] = [];
  private visits = 0;

  /** Draws from a generator of its own, so that orders are the same with and without visits. */
  constructor(seed: number, shelves: Shelves, days: readonly ShopDate[], write: (event: EventRecord) => void) {
    this.random = seededRandom(seed ^ 0x5eed);
    this.shelves = shelves;
    this.write = write;
    this.measured = days.slice(-MEASURED_DAYS);
    this.from = this.measured[0]?.startsAt ?? 0;
    this.liking = new WeightedChoice(
      shelves.products.map(({ listing }, at) => (listing.status === "ACTIVE" ? 1 / (3 + at) : 0)),
    );
  }

  /** The visit in which an order was placed through the online store: an app, a till or a renewal has none. */
  bought({ checkoutToken, id, sourceName, customerId, lines, journey, test }: OrderRecord, placedAt: number): void {
    if (checkoutToken === undefined || (sourceName ?? "web") !== "web" || placedAt < this.from || test) return;
    if (this.isUnseen()) return;
    const { random } = this;
    const visitor = this.visitorOf(customerId);
    if (chance(random, LOOKED_BEFORE_SHARE)) this.lookedBefore(visitor, placedAt);
    const visit = this.begin(visitor, arrivalOf(random, journey), placedAt - 1_000 * between(random, 300, 1_500));
    this.fillCart(visit, lines, placedAt);
    visit.tell("checkout_started", { checkoutToken });
    for (const step of ["contact", "address", "shipping"]) {
      visit.wait(5, 25, placedAt);
      visit.tell(`checkout_${step}_info_submitted`, { checkoutToken });
    }
    if (chance(random, PAYMENT_ERROR_SHARE / 2)) visit.tell("alert_displayed", { alert: "PAYMENT_ERROR" });
    visit.wait(5, 60, placedAt);
    visit.tell("payment_info_submitted", { checkoutToken });
    visit.tell("checkout_completed", { checkoutToken, orderId: id, ...(customerId !== null && { customerId }) });
  }

  /** The visit that left a checkout behind. */
  left(checkout: CheckoutRecord, startedAt: number): void {
    const { token: checkoutToken, completedAt, sourceName, customerId, hasContact, shipping, lines } = checkout;
    if (completedAt !== undefined || sourceName !== undefined || startedAt < this.from || this.isUnseen()) return;
    const { random } = this;
    const visit = this.begin(
      this.visitorOf(customerId ?? null),
      drawArrival(random),
      startedAt - 1_000 * between(random, 200, 1_200),
    );
    this.fillCart(visit, lines, startedAt);
    visit.tell("checkout_started", { checkoutToken });
    if (!hasContact) return;
    visit.wait(10, 30);
    visit.tell("checkout_contact_info_submitted", { checkoutToken });
    visit.tell("checkout_address_info_submitted", { checkoutToken });
    if (chance(random, STOCK_ERROR_SHARE)) visit.tell("alert_displayed", { alert: "INVENTORY_ERROR" });
    if (shipping === undefined) return;
    visit.wait(5, 20);
    visit.tell("checkout_shipping_info_submitted", { checkoutToken });
    if (!chance(random, PAYMENT_ERROR_SHARE)) return;
    visit.tell("payment_info_submitted", { checkoutToken });
    visit.tell("alert_displayed", { alert: "PAYMENT_ERROR" });
  }

  /** The day's visits that reached no checkout. */
  strolled(day: ShopDate, onlineOrders: number, moment: (random: Random) => number): void {
    if (day.startsAt < this.from) return;
    const { random } = this;
    for (let order = 0; order < onlineOrders; order++) {
      for (let left = poisson(random, STROLLS_PER_ORDER * (1 - UNSEEN_SHARE)); left > 0; left--) {
        this.stroll(this.begin(this.stroller(), drawArrival(random), moment(random)), day);
      }
    }
  }

  private lookedBefore({ clientId, device }: Visitor, placedAt: number): void {
    const at = placedAt - between(this.random, 3, 144) * HOUR_MS;
    const day = this.measured.findLast(({ startsAt }) => startsAt <= at);
    if (day !== undefined) this.stroll(this.begin({ clientId, device }, drawArrival(this.random), at), day);
  }

  private stroll(visit: Visit, day: ShopDate): void {
    const { random } = this;
    const query = chance(random, SEARCH_SHARE) ? someQuery(random) : null;
    const hasEntered = this.enter(visit, query);
    const isBounce = query === null && chance(random, BOUNCE_SHARE);
    let views = isBounce || chance(random, 0.25) ? 0 : 1;
    while (views > 0 && views < 8 && chance(random, 0.35)) views++;
    if (!hasEntered) views = Math.max(views, 1);
    for (; views > 0; views--) {
      visit.wait(8, 70);
      const product = this.someProduct(day);
      const inStock = this.shelves.isOnSale(product, day);
      visit.product(product, inStock);
      if (inStock && !isBounce && chance(random, CART_SHARE)) this.leaveInCart(visit, product);
    }
  }

  /** Tells the pages before the first product, and whether there are any. */
  private enter(visit: Visit, query: string | null, until?: number): boolean {
    const { random } = this;
    const begins = chance(random, query === null ? PRODUCT_FIRST_SHARE : SEARCH_FIRST_SHARE);
    if (!begins) visit.page(drawEntry(random));
    if (query === null) return !begins;
    visit.wait(4, 20, until);
    visit.page("/search");
    visit.tell("search_submitted", { path: "/search", query, results: resultsOf(this.shelves, query) });
    return true;
  }

  private leaveInCart(visit: Visit, { id, variants }: StockedProduct): void {
    visit.wait(5, 40);
    visit.add(id, variants[0]?.id);
    visit.cart();
  }

  private fillCart(visit: Visit, lines: readonly OrderLineRecord[], until: number): void {
    const { random, shelves } = this;
    const wanted = lines
      .slice(0, 3)
      .map((line) => ({ line, product: shelves.products.find(({ id }) => id === line.productId) }));
    const sought = chance(random, BUYER_SEARCH_SHARE) ? wanted[0]?.product : undefined;
    this.enter(visit, sought === undefined ? null : queryFor(sought), until);
    for (const { line, product } of wanted) {
      visit.wait(15, 60, until);
      if (product !== undefined) visit.product(product, true);
      visit.wait(5, 30, until);
      visit.add(line.productId, line.variantId);
    }
    visit.cart();
    visit.wait(5, 30, until);
  }

  private begin(visitor: Visitor, arrival: Arrival, at: number): Visit {
    this.visits += 1;
    return new Visit(this.random, { visitor, arrival, at: Math.max(at, this.from), id: `v${this.visits}` }, this.write);
  }

  /** A customer keeps the browser they are known by. */
  private visitorOf(customerId: number | null): Visitor {
    if (customerId === null) return { clientId: `n${this.visits}`, device: drawDevice(this.random) };
    return { clientId: `c${customerId}`, device: deviceOf(customerId), customerId };
  }

  private stroller(): Visitor {
    const { random, known } = this;
    const returning = known.length > 0 && chance(random, RETURNING_SHARE);
    const found = returning ? known[between(random, 0, known.length - 1)] : undefined;
    if (found !== undefined) return found;
    const visitor = { clientId: `s${this.visits}`, device: drawDevice(random) };
    if (known.length < KNOWN_VISITORS) known.push(visitor);
    else known[this.visits % KNOWN_VISITORS] = visitor;
    return visitor;
  }

  /** One the store shows that day, be it sold out. */
  private someProduct(day: ShopDate): StockedProduct {
    for (;;) {
      const product = this.shelves.product(this.liking.pick(this.random));
      if (product.firstDay <= day.index) return product;
    }
  }

  private isUnseen(): boolean {
    return chance(this.random, UNSEEN_SHARE);
  }
}
