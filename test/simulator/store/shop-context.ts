import { toSecond } from "../time/time-text";
import type { Clock } from "../time/clock";
import type { Payload } from "../payloads/payloads";
import type { Database } from "./database";
import { idSequence, type IdSequence } from "./ids";
import { shopOfRow, writeShop, type ShopRecord } from "./records/shop";
import type { EpochMs, Id } from "./records/values";

/** Something happened that Shopify tells apps about. */
export interface ShopEvent {
  readonly shop: ShopRecord;
  readonly topic: string;
  readonly payload: Payload;
  readonly at: EpochMs;
}

/** Called inside the transaction of the command. */
export type OnEvent = (event: ShopEvent) => void;

/** What the reads and commands of one shop work with. */
export interface ShopContext {
  readonly database: Database;
  readonly shopId: Id;
  readonly domain: string;
  readonly ids: IdSequence;
  /** To the second. */
  now(): EpochMs;
  profile(): ShopRecord;
  changeShop(changes: Partial<ShopRecord>): ShopRecord;
  emit(topic: string, payload: Payload): void;
  /** One command: all of it and its ids are kept, or nothing. */
  command<T>(work: () => T): T;
}

export interface Surroundings {
  readonly database: Database;
  readonly clock: Clock;
  readonly onEvent: OnEvent;
}

export function shopContext(
  { database, clock, onEvent }: Surroundings,
  { id: shopId, domain }: ShopRecord,
): ShopContext {
  const ids = idSequence(database, shopId);
  const now = (): EpochMs => toSecond(clock());

  function profile(): ShopRecord {
    const row = database.get("SELECT id, domain, doc FROM shop WHERE id = ?", shopId);
    if (row === undefined) throw new RangeError(`the shop ${domain} is gone`);
    return shopOfRow(row);
  }

  return {
    database,
    shopId,
    domain,
    ids,
    now,
    profile,
    changeShop(changes) {
      const changed = { ...profile(), ...changes };
      writeShop(database, changed);
      return changed;
    },
    emit(topic, payload) {
      onEvent({ shop: profile(), topic, payload, at: now() });
    },
    command: (work) =>
      database.transaction(() => {
        const result = work();
        ids.save();
        return result;
      }),
  };
}
