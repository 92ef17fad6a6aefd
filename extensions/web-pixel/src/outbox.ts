import type { WireEvent } from "./wire-event";

const KEY = "comeback:unsent";
/** What a tab keeps while nothing can be sent; the oldest go first. */
const MOST_KEPT = 50;
const MOST_KEPT_MS = 23 * 60 * 60 * 1000;
/** The endpoint takes 8 KiB, the write key included. */
const MOST_BYTES = 7_500;
const RETRY_MS = 10_000;

export interface OutboxOptions {
  /** That of the tab: the next page finds in it what this one could not send. */
  readonly storage: {
    getItem(key: string): Promise<string | null>;
    setItem(key: string, value: string): Promise<void>;
    removeItem(key: string): Promise<void>;
  };
  readonly isAllowed: () => boolean;
  /** Resolves to whether the events have arrived. */
  readonly post: (events: readonly WireEvent[]) => Promise<boolean>;
}

export interface Outbox {
  /** Sends an event at once, and again until it arrives. */
  add(event: WireEvent): void;
  /** Sends what an earlier page could not. */
  resume(): Promise<void>;
  /** Drops what was not sent, because the shopper does not agree any more. */
  forget(): Promise<void>;
}

/**
 * Events on their way. Each is kept in the tab from the moment it happens until the endpoint has answered, for a page
 * may end at any time; the endpoint knows one that comes twice by its id.
 */
export function outbox({ storage, isAllowed, post }: OutboxOptions): Outbox {
  let unsent: readonly WireEvent[] = [];
  const underWay = new Set<string>();

  function change(events: readonly WireEvent[]): Promise<void> {
    unsent = events.slice(-MOST_KEPT);
    const stored = unsent.length === 0 ? storage.removeItem(KEY) : storage.setItem(KEY, JSON.stringify(unsent));
    // A tab that keeps nothing, full or forbidden, only loses what a navigation cuts off.
    return stored.catch(() => {});
  }

  async function send(): Promise<void> {
    const batch = fitting(unsent.filter(({ id }) => !underWay.has(id)));
    if (batch.length === 0 || !isAllowed()) return;
    for (const { id } of batch) underWay.add(id);
    const hasArrived = await post(batch).catch(() => false);
    for (const { id } of batch) underWay.delete(id);
    if (!hasArrived) {
      setTimeout(() => void send(), RETRY_MS);
      return;
    }
    void change(unsent.filter((event) => !batch.includes(event)));
    await send();
  }

  return {
    add(event) {
      void change([...unsent, event]);
      void send();
    },
    async resume() {
      const stored = readStored(await storage.getItem(KEY).catch(() => null));
      if (!isAllowed()) return;
      const known = new Set(unsent.map(({ id }) => id));
      void change([...stored.filter(({ id }) => !known.has(id)), ...unsent]);
      await send();
    },
    forget: () => change([]),
  };
}

/** The first events, as many as one request holds. */
function fitting(events: readonly WireEvent[]): WireEvent[] {
  let bytes = 0;
  return events.filter((event) => (bytes += byteLength(JSON.stringify(event)) + 1) <= MOST_BYTES);
}

const byteLength = (text: string) => new TextEncoder().encode(text).length;

/** Scripts of the shop's theme can write there too: whatever is no list of events is none. */
function readStored(text: string | null): WireEvent[] {
  try {
    const events: unknown = JSON.parse(text ?? "[]");
    return Array.isArray(events) ? events.filter(isYoungEvent) : [];
  } catch {
    return [];
  }
}

function isYoungEvent(event: unknown): event is WireEvent {
  const { id, at } = (event ?? {}) as Partial<Record<string, unknown>>;
  return typeof id === "string" && typeof at === "string" && Date.now() - Date.parse(at) < MOST_KEPT_MS;
}
