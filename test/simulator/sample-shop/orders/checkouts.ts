import { fillBasket } from "./basket";
import type { ShopDate } from "../calendar";
import { isOnlineSource, originOf } from "./channels";
import { TASTES } from "../catalogue/product";
import type { CheckoutRecord } from "../folder/folder-records";
import { NO_FAVOURITE } from "../open-customers";
import { type PlacedOrder, type ShopSetting } from "./orders";
import { decimal } from "../folder/money";
import { lineRecord, priceLines, type PricedLine, shippingOf, shippingTaxOf } from "./pricing";
import type { Destination } from "../profiles";
import { between, chance, gamma, token, poisson, type Random } from "../random";
import { iso } from "../folder/timestamps";

const FIRST_CHECKOUT_ID = 31_201_234_500_000;
const ID_STEP = 8;
const MINUTE_MS = 60_000;

const RECOVERED_SHARE = 0.075;
const HESITATING_SHARE = 0.03;
const SECOND_TRY_SHARE = 0.05;
const ABANDONED_PER_ORDER = 1.12;
const WITHOUT_CONTACT_SHARE = 0.13;
const SHIPPING_CHOSEN_SHARE = 0.45;
/** Carts left at a till and unpaid invoices of drafts, for each online order. */
const LEFT_ELSEWHERE_PER_ORDER = 0.012;

const minutes = (random: Random, from: number, to: number) =>
  Math.round((from + (to - from) * random.next()) * 60) * 1000;

/** Hands out checkouts with rising ids. */
export class CheckoutDesk {
  private readonly setting: ShopSetting;
  private readonly random: Random;
  private readonly write: (record: CheckoutRecord) => void;
  private issued = 0;

  constructor(random: Random, setting: ShopSetting, write: (record: CheckoutRecord) => void) {
    this.random = random;
    this.setting = setting;
    this.write = write;
  }

  /** The moment an order's checkout was opened, when the shopper left it lying for a while; else null. */
  drawEarlierStart(placedAt: number): number | null {
    const { random } = this;
    const luck = random.next();
    if (luck < RECOVERED_SHARE)
      return placedAt - minutes(random, 66, 120) - MINUTE_MS * Math.round(gamma(random, 0.7, 900));
    if (luck < RECOVERED_SHARE + HESITATING_SHARE) return placedAt - minutes(random, 18, 58);
    return null;
  }

  /** Lists the checkout of an order that lay idle, and at times another one the same shopper left behind. */
  listOrderCheckouts({ record, placedAt, lines }: PlacedOrder, startedAt: number | null): void {
    const { checkoutToken, cartToken, customerId } = record;
    if (checkoutToken === undefined || customerId === null || !isOnlineSource(record.sourceName)) return;
    const { random } = this;
    if (startedAt !== null) {
      this.list({
        token: checkoutToken,
        ...(cartToken !== undefined && { cartToken }),
        customerId,
        hasContact: true,
        startedAt: iso(startedAt),
        updatedAt: iso(Math.min(startedAt + minutes(random, 1, 6), placedAt)),
        completedAt: iso(placedAt),
        orderId: record.id,
        lines: this.lineRecords(lines),
      });
    }
    if (chance(random, SECOND_TRY_SHARE)) {
      const leftAt = placedAt - minutes(random, 4, 240);
      this.list({
        token: token(random),
        ...(cartToken !== undefined && chance(random, 0.5) && { cartToken }),
        customerId,
        hasContact: true,
        startedAt: iso(leftAt - minutes(random, 1, 5)),
        updatedAt: iso(leftAt),
        lines: this.lineRecords(lines.slice(0, 1)),
      });
    }
  }

  /**
   * Checkouts of the day that led nowhere, about as many as its online orders. `shopper` names the customer
   * whose contact details were left, created when new; null when Shopify knows none.
   */
  abandonSome(day: ShopDate, onlineOrders: number, shopper: (at: number) => number | null): void {
    const { random, setting } = this;
    const { calendar, profile, shelves } = setting;
    const mood = ABANDONED_PER_ORDER * (1 + 0.1 * Math.sin(day.index / 47) + 0.08 * (random.next() - 0.5));
    for (let order = 0; order < onlineOrders; order++) {
      for (let left = poisson(random, mood); left > 0; left--) {
        const startedAt = calendar.momentIn(random, day);
        const updatedAt = startedAt + minutes(random, 0.5, 9);
        if (updatedAt >= calendar.endsAt) continue;
        const hasContact = !chance(random, WITHOUT_CONTACT_SHARE);
        const customerId = hasContact ? shopper(startedAt) : null;
        const taste = TASTES[between(random, 0, TASTES.length - 1)] ?? "espresso";
        const basket = fillBasket(
          random,
          shelves,
          { taste, favourite: NO_FAVOURITE, isFirstOrder: true, isTrade: false },
          day,
        );
        const [home] = profile.destinations;
        if (home === undefined) throw new RangeError(`${profile.name} ships nowhere`);
        const lines = priceLines(profile, home, basket, []);
        const origin = chance(random, LEFT_ELSEWHERE_PER_ORDER)
          ? originOf(random, chance(random, 0.6) ? "pos" : "shopify_draft_order")
          : {};
        this.list({
          token: token(random),
          cartToken: token(random),
          ...(customerId !== null && { customerId }),
          hasContact,
          startedAt: iso(startedAt),
          updatedAt: iso(updatedAt),
          ...origin,
          ...(hasContact && chance(random, SHIPPING_CHOSEN_SHARE) && this.shippingTo(home, lines)),
          lines: this.lineRecords(lines),
        });
      }
    }
  }

  private shippingTo(destination: Destination, lines: readonly PricedLine[]) {
    const { profile } = this.setting;
    const shipping = shippingOf(profile, destination, lines);
    const tax = shippingTaxOf(profile, destination, shipping);
    const money = (amount: number) => decimal(amount, profile.currencyDigits);
    return { shipping: money(shipping), ...(tax > 0 && { shippingTax: money(tax) }) };
  }

  private list(checkout: Omit<CheckoutRecord, "id">): void {
    this.write({ id: FIRST_CHECKOUT_ID + this.issued++ * ID_STEP, ...checkout });
  }

  private lineRecords(lines: readonly PricedLine[]) {
    return lines.map((line) => lineRecord(this.setting.profile, line));
  }
}
