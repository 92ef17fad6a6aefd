import type { StorefrontEvent } from "~/domain/measurement/storefront-event";
import { fairPlaces } from "~/process/fair-places";

/** Events wait so long for others of their shop: one statement takes many. */
const LINGER_MS = 20;
/** What all shops together may have waiting; beyond it, events are turned away before they fill the memory. */
const MOST_WAITING = 20_000;

export interface EventBatches {
  /** Resolves once the events are stored, with others of the shop. */
  add(shopId: string, events: readonly StorefrontEvent[]): Promise<void>;
  readonly isFull: boolean;
}

interface Batch {
  readonly events: StorefrontEvent[];
  readonly stored: Promise<void>;
}

/**
 * Events on their way into the database: one batch of a shop at a time, so that a busy shop takes one connection and its
 * batches grow instead.
 */
export function eventBatches(
  store: (shopId: string, events: readonly StorefrontEvent[]) => Promise<void>,
  connections: number,
): EventBatches {
  const places = fairPlaces({ total: connections, perOwner: 1, waitingPerOwner: 1, waitMs: 4_000 });
  const open = new Map<string, Batch>();
  let waiting = 0;

  function openBatch(shopId: string): Batch {
    const events: StorefrontEvent[] = [];
    const close = () => {
      if (open.get(shopId)?.events === events) open.delete(shopId);
    };
    const write = async () => {
      // From here on others begin a new batch.
      close();
      await store(shopId, events);
    };
    const stored = new Promise<void>((resolve) => setTimeout(resolve, LINGER_MS))
      .then(() => places.use(shopId, write))
      .finally(() => {
        close();
        waiting -= events.length;
      });
    const batch = { events, stored };
    open.set(shopId, batch);
    return batch;
  }

  return {
    add(shopId, events) {
      const batch = open.get(shopId) ?? openBatch(shopId);
      batch.events.push(...events);
      waiting += events.length;
      return batch.stored;
    },
    get isFull() {
      return waiting >= MOST_WAITING;
    },
  };
}
