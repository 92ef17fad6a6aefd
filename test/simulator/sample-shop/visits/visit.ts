import type { StockedProduct } from "../catalogue/shelves";
import { iso } from "../folder/timestamps";
import { between, chance, type Random } from "../random";
import type { Arrival } from "./arrivals";
import type { Device } from "./devices";

export interface Visitor {
  readonly clientId: string;
  readonly device: Device;
  readonly customerId?: number;
}

interface Rec {
  readonly place: string;
  readonly list: string;
  readonly position?: number;
}

/** A line of `events.jsonl`. */
export interface EventRecord {
  readonly id: string;
  readonly clientId: string;
  readonly at: string;
  readonly seq: number;
  readonly name: string;
  readonly [key: string]: unknown;
}

const FOLLOWED_SHARE = 0.1;
const LIST_SEEN_SHARE = 0.5;
const MOST_SHOWN = 4;

/** One visit to the store, told event by event as time passes. */
export class Visit {
  private readonly random: Random;
  private readonly visitor: Visitor;
  private readonly arrival: Arrival;
  private readonly write: (event: EventRecord) => void;
  private readonly prefix: string;
  private at: number;
  private seq = 0;

  constructor(
    random: Random,
    { visitor, arrival, at, id }: { visitor: Visitor; arrival: Arrival; at: number; id: string },
    write: (event: EventRecord) => void,
  ) {
    this.random = random;
    this.visitor = visitor;
    this.arrival = arrival;
    this.write = write;
    this.prefix = id;
    this.at = at;
  }

  /** Lets seconds pass, so that at the latest `until` comes next. */
  wait(from: number, to: number, until = Infinity): void {
    this.at = Math.min(this.at + between(this.random, from, to) * 1000, until);
  }

  tell(name: string, details: object = {}): void {
    this.seq += 1;
    const { clientId, device, customerId } = this.visitor;
    this.write({
      id: `${this.prefix}-${this.seq}`,
      clientId,
      at: iso(this.at),
      seq: this.seq,
      name,
      device,
      ...(customerId !== undefined && { customerId }),
      // Only the first page has somewhere else before it.
      ...(this.seq === 1 ? this.arrival : { referrer: "" }),
      ...details,
    });
  }

  page(path: string): void {
    this.tell("page_viewed", { path });
  }

  product({ id, listing, variants }: StockedProduct, inStock: boolean): void {
    const { random } = this;
    const path = `/products/${listing.key}`;
    const rec: Rec | null =
      this.seq > 0 && chance(random, FOLLOWED_SHARE)
        ? { place: "product", list: "together", position: between(random, 1, MOST_SHOWN) }
        : null;
    this.page(path);
    const variantId = variants[between(random, 0, variants.length - 1)]?.id;
    this.tell("product_viewed", {
      productId: id,
      variantId,
      inStock,
      path,
      ...(rec && { rec }),
    });
    if (chance(random, LIST_SEEN_SHARE)) {
      this.wait(2, 6);
      this.tell("rec_viewed", { path, rec: { place: "product", list: "together" } });
    }
  }

  add(productId: number, variantId: number | undefined): void {
    this.tell("product_added_to_cart", { productId, ...(variantId !== undefined && { variantId }) });
  }

  cart(): void {
    this.page("/cart");
    this.tell("cart_viewed", { path: "/cart" });
  }
}
