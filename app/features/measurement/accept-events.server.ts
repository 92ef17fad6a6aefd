import { withShop } from "~/adapters/db/connect/tenant.server";
import { DatabaseUnavailable } from "~/adapters/db/connect/unavailable";
import { storeEvents } from "~/adapters/db/measurement/storefront-events.server";
import { EVENT_CONNECTIONS, type AppContext } from "~/context/context.server";
import type { StorefrontEvent } from "~/domain/measurement/storefront-event";
import { NoPlace } from "~/process/fair-places";
import type { Log } from "~/process/log.server";
import { eventAccounts } from "./event-accounts.server";
import { eventBatches } from "./event-batches";
import { readEventBody } from "./event-body";
import { countEvents, type DropReason } from "./event-counts";
import { askForFold } from "./fold-visits.server";
import { perMinute } from "./per-minute";
import { datedByReceipt } from "./receipt";

/** What a shopper does in a minute stays below; what a shop's storefront does in one, on its busiest day, as well. */
const MOST_OF_CLIENT = 60;
const MOST_OF_SHOP = 60_000;

/**
 * - `done`: stored, or dropped, which is not told apart;
 * - `later`: the database is away; the pixel keeps its events and comes again.
 */
export type EventsOutcome = "done" | "later";

type Context = Pick<AppContext, "events" | "queue" | "now">;

/** Takes in what pixels send. What holds for all requests of a process (limits, batches, counts) lives here. */
export function eventDesk(openContext: () => Promise<Context>, log: Log) {
  const counts = countEvents((said) => log.info(said, "storefront events"));
  const shopOf = eventAccounts();
  const mayClient = perMinute(MOST_OF_CLIENT);
  const mayShop = perMinute(MOST_OF_SHOP);
  const batches = eventBatches(async (shopId, events) => {
    const { events: db, queue } = await openContext();
    await withShop(db, shopId, async (tx) => {
      if ((await storeEvents(tx, shopId, events)) > 0) await askForFold({ queue }, tx, shopId);
    });
  }, EVENT_CONNECTIONS);

  function whyNot(shopId: string, { clientId }: StorefrontEvent, now: number): DropReason | null {
    if (batches.isFull) return "too_many_waiting";
    if (!mayClient(`${shopId} ${clientId}`, now)) return "client_too_fast";
    return mayShop(shopId, now) ? null : "shop_too_busy";
  }

  async function take(text: string): Promise<void> {
    const body = readEventBody(text);
    if (body === null) return counts.drop("not_a_pixel", 1);
    const { events: db, now } = await openContext();
    const receivedAt = now();
    const shopId = await shopOf(db, body.account, receivedAt);
    if (shopId === null) return counts.drop("unknown_account", body.events.length + body.malformed);
    counts.drop("malformed", body.malformed);
    const passed = body.events.filter((event) => {
      const reason = whyNot(shopId, event, receivedAt);
      if (reason !== null) counts.drop(reason, 1);
      return reason === null;
    });
    if (passed.length === 0) return;
    await batches.add(
      shopId,
      passed.map((event) => datedByReceipt(event, body.sentAt, receivedAt)),
    );
    counts.accept(passed.length);
  }

  return async function acceptEvents(request: Request): Promise<EventsOutcome> {
    try {
      await take(await request.text());
      return "done";
    } catch (error) {
      if (error instanceof DatabaseUnavailable || error instanceof NoPlace) return "later";
      counts.drop("failed", 1);
      log.error({ err: error }, "storefront events were not stored");
      return "done";
    }
  };
}
