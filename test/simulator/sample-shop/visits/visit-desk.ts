import type { ShopDate } from "../calendar";
import type { Shelves, StockedProduct } from "../catalogue/shelves";
import type { CheckoutRecord, OrderLineRecord, OrderRecord } from "../folder/folder-records";
import { between, chance, poisson, type Random, seededRandom, WeightedChoice } from "../random";
import { arrivalOf, drawArrival, drawDevice } from "./arrivals";
import { Visit, type EventRecord, type Visitor } from "./visit";

/** How far back the storefront was measured. */
export const MEASURED_DAYS = 56;
/** Shoppers who refused, or whose browser blocks pixels. */
const UNSEEN_SHARE = 0.14;
/** Visits that reach no checkout, for each online order. */
const STROLLS_PER_ORDER = 9;
const SEARCH_SHARE = 0.14;
const CART_SHARE = 0.13;
const RETURNING_SHARE = 0.3;
const KNOWN_VISITORS = 2_048;
const PAYMENT_ERROR_SHARE = 0.05;
const STOCK_ERROR_SHARE = 0.02;
const SEARCHES = [
  ...["espresso", "filter", "grinder", "decaf", "kettle", "tea", "kenya", "gift", "scale", "mug"],
  ...["oat milk", "matcha whisk", "capsules"],
];

/** Tells what shoppers did in the weeks before the last day, so that it fits the orders and checkouts of them. */
export class VisitDesk {
  private readonly random: Random;
  private readonly shelves: Shelves;
  private readonly write: (event: EventRecord) => void;
  private readonly from: number;
  private readonly liking: WeightedChoice;
  private readonly known: string[] = [];
  private visits = 0;

  /** Draws from a generator of its own, so that orders are the same with and without visits. */
  constructor(seed: number, shelves: Shelves, days: readonly ShopDate[], write: (event: EventRecord) => void) {
    this.random = seededRandom(seed ^ 0x5eed);
    this.shelves = shelves;
    this.write = write;
    this.from = days.at(-MEASURED_DAYS)?.startsAt ?? 0;
    this.liking = new WeightedChoice(shelves.products.map(({ lastDay }, at) => (lastDay < 0 ? 0 : 1 / (3 + at))));
  }

  /** The visit in which an order was placed through the online store. */
  bought({ checkoutToken, id, customerId, lines, journey, test }: OrderRecord, placedAt: number): void {
    if (checkoutToken === undefined || placedAt < this.from || test || this.isUnseen()) return;
    const { random } = this;
    const visit = this.begin(
      this.visitorOf(customerId),
      arrivalOf(random, journey),
      placedAt - 1_000 * between(random, 300, 1_500),
    );
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
  strolled(startsAt: number, onlineOrders: number, moment: (random: Random) => number): void {
    if (startsAt < this.from) return;
    const { random } = this;
    for (let left = poisson(random, onlineOrders * STROLLS_PER_ORDER * (1 - UNSEEN_SHARE)); left > 0; left--) {
      const visit = this.begin(this.stroller(), drawArrival(random), moment(random));
      if (chance(random, SEARCH_SHARE)) this.search(visit);
      else if (chance(random, 0.4)) visit.page("/");
      let views = chance(random, 0.35) ? 0 : 1;
      while (views > 0 && views < 8 && chance(random, 0.45)) views++;
      for (; views > 0; views--) {
        visit.wait(8, 70);
        const product = this.someProduct();
        visit.product(product);
        if (chance(random, CART_SHARE) && !product.listing.isSoldOut) this.leaveInCart(visit, product);
      }
    }
  }

  private search(visit: Visit): void {
    const query = SEARCHES[between(this.random, 0, SEARCHES.length - 1)] ?? "";
    const results = this.shelves.products.filter(({ listing }) => listing.title.toLowerCase().includes(query)).length;
    visit.page("/search");
    visit.tell("search_submitted", { path: "/search", query, results });
  }

  private leaveInCart(visit: Visit, { id, variants }: StockedProduct): void {
    visit.wait(5, 40);
    visit.add(id, variants[0]?.id);
    visit.cart();
  }

  private fillCart(visit: Visit, lines: readonly OrderLineRecord[], until: number): void {
    if (chance(this.random, 0.5)) visit.page("/");
    for (const { productId, variantId } of lines.slice(0, 3)) {
      const product = this.shelves.products.find(({ id }) => id === productId);
      visit.wait(15, 60, until);
      if (product !== undefined) visit.product(product);
      visit.wait(5, 30, until);
      visit.add(productId, variantId);
    }
    visit.cart();
    visit.wait(5, 30, until);
  }

  private begin(visitor: Visitor, arrival: ReturnType<typeof drawArrival>, at: number): Visit {
    this.visits += 1;
    return new Visit(this.random, { visitor, arrival, at: Math.max(at, this.from), id: `v${this.visits}` }, this.write);
  }

  /** A customer keeps the browser they are known by. */
  private visitorOf(customerId: number | null): Visitor {
    if (customerId === null) return { clientId: `n${this.visits}`, device: drawDevice(this.random) };
    const device = (["mobile", "mobile", "desktop"] as const)[customerId % 3] ?? "mobile";
    return { clientId: `c${customerId}`, device, customerId };
  }

  private stroller(): Visitor {
    const { random, known } = this;
    if (known.length > 0 && chance(random, RETURNING_SHARE)) {
      const clientId = known[between(random, 0, known.length - 1)] ?? "";
      return { clientId, device: clientId.charCodeAt(clientId.length - 1) % 3 === 0 ? "desktop" : "mobile" };
    }
    const clientId = `s${this.visits}`;
    if (known.length < KNOWN_VISITORS) known.push(clientId);
    else known[this.visits % KNOWN_VISITORS] = clientId;
    return { clientId, device: clientId.charCodeAt(clientId.length - 1) % 3 === 0 ? "desktop" : drawDevice(random) };
  }

  private someProduct(): StockedProduct {
    return this.shelves.product(this.liking.pick(this.random));
  }

  private isUnseen(): boolean {
    return chance(this.random, UNSEEN_SHARE);
  }
}
