import { HISTORY_DAYS } from "./calendar";

const NONE = -1;
const FIRST_CAPACITY = 1024;

/** What is remembered of a customer who will come back; the columns are parallel. */
interface Columns {
  number: Uint32Array;
  pace: Float32Array;
  leaving: Float32Array;
  orders: Uint16Array;
  taste: Uint8Array;
  destination: Uint8Array;
  channel: Uint8Array;
  favourite: Uint16Array;
  nextInDay: Int32Array;
}

const columns = (capacity: number): Columns => ({
  number: new Uint32Array(capacity),
  pace: new Float32Array(capacity),
  leaving: new Float32Array(capacity),
  orders: new Uint16Array(capacity),
  taste: new Uint8Array(capacity),
  destination: new Uint8Array(capacity),
  channel: new Uint8Array(capacity),
  favourite: new Uint16Array(capacity),
  nextInDay: new Int32Array(capacity),
});

export interface Customer {
  /** 1 for the shop's first customer. */
  readonly number: number;
  /** Purchases per day of average demand. */
  readonly pace: number;
  /** Chance to be gone after each purchase. */
  readonly leaving: number;
  /** Index into the tastes. */
  readonly taste: number;
  /** Index into the destinations of the profile. */
  readonly destination: number;
  /** Index into the channels. */
  readonly channel: number;
  /** Orders so far. */
  orders: number;
  /** Index of the product they refill, or `NO_FAVOURITE`. */
  favourite: number;
}

export const NO_FAVOURITE = 0xffff;

/**
 * The customers whose next order is already set, filed under its day: about 24 bytes each, and forgotten
 * once nothing more is coming. This is all a shop of any size keeps in memory.
 */
export class OpenCustomers {
  private held = columns(FIRST_CAPACITY);
  private capacity = FIRST_CAPACITY;
  private used = 0;
  private free = NONE;
  private readonly firstOfDay = new Int32Array(HISTORY_DAYS).fill(NONE);
  private readonly dueOfDay = new Int32Array(HISTORY_DAYS);

  schedule(customer: Customer, day: number): void {
    const slot = this.takeSlot();
    const { held } = this;
    held.number[slot] = customer.number;
    held.pace[slot] = customer.pace;
    held.leaving[slot] = customer.leaving;
    held.orders[slot] = customer.orders;
    held.taste[slot] = customer.taste;
    held.destination[slot] = customer.destination;
    held.channel[slot] = customer.channel;
    held.favourite[slot] = customer.favourite;
    held.nextInDay[slot] = this.firstOfDay[day] ?? NONE;
    this.firstOfDay[day] = slot;
    this.dueOfDay[day] = (this.dueOfDay[day] ?? 0) + 1;
  }

  dueOn(day: number): number {
    return this.dueOfDay[day] ?? 0;
  }

  /** Takes one customer due on the day out of the file, or null when nobody is left. */
  take(day: number): Customer | null {
    const slot = this.firstOfDay[day] ?? NONE;
    if (slot === NONE) return null;
    const { held } = this;
    this.firstOfDay[day] = held.nextInDay[slot] ?? NONE;
    this.dueOfDay[day] = (this.dueOfDay[day] ?? 0) - 1;
    held.nextInDay[slot] = this.free;
    this.free = slot;
    return {
      number: held.number[slot] ?? 0,
      pace: held.pace[slot] ?? 0,
      leaving: held.leaving[slot] ?? 1,
      taste: held.taste[slot] ?? 0,
      destination: held.destination[slot] ?? 0,
      channel: held.channel[slot] ?? 0,
      orders: held.orders[slot] ?? 0,
      favourite: held.favourite[slot] ?? NO_FAVOURITE,
    };
  }

  private takeSlot(): number {
    if (this.free !== NONE) {
      const slot = this.free;
      this.free = this.held.nextInDay[slot] ?? NONE;
      return slot;
    }
    if (this.used === this.capacity) this.grow();
    return this.used++;
  }

  private grow(): void {
    this.capacity *= 2;
    const larger = columns(this.capacity);
    larger.number.set(this.held.number);
    larger.pace.set(this.held.pace);
    larger.leaving.set(this.held.leaving);
    larger.orders.set(this.held.orders);
    larger.taste.set(this.held.taste);
    larger.destination.set(this.held.destination);
    larger.channel.set(this.held.channel);
    larger.favourite.set(this.held.favourite);
    larger.nextInDay.set(this.held.nextInDay);
    this.held = larger;
  }
}
