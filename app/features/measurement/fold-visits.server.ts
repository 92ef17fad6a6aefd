import { withShop, type Tx } from "~/adapters/db/connect/tenant.server";
import { foldClients, secondsToNextFold } from "~/adapters/db/measurement/fold-clients.server";
import { forgetOldVisits } from "~/adapters/db/measurement/forget-visits.server";
import type { AppContext } from "~/context/context.server";

/** Events that come together are folded together; a visit is among the numbers some seconds later. */
const LINGER_SECONDS = 1;

/** Brings what the pixel told into the numbers, a few clients at a time, so that nothing waits long for their lock. */
export async function foldVisits(
  context: Pick<AppContext, "db" | "queue">,
  { shopId }: { shopId: string },
  signal: AbortSignal,
) {
  let clients = 0;
  for (;;) {
    signal.throwIfAborted();
    const folded = await withShop(context.db, shopId, (tx) => foldClients(tx, shopId));
    if (folded === 0) break;
    clients += folded;
  }
  await withShop(context.db, shopId, async (tx) => {
    const seconds = await secondsToNextFold(tx, shopId);
    if (seconds !== null) await askForFold(context, tx, shopId, seconds);
  });
  return { clients };
}

/** Has the shop's events folded soon. */
export async function askForFold(
  { queue }: Pick<AppContext, "queue">,
  tx: Tx,
  shopId: string,
  seconds = 0,
): Promise<void> {
  const startAfterSeconds = Math.max(LINGER_SECONDS, seconds);
  await queue.send("fold-visits", { shopId }, { startAfterSeconds, isUrgent: seconds === 0, tx });
}

/** Deletes what is older than the shop keeps events, once all of it is among the numbers. */
export async function forgetVisits(
  context: Pick<AppContext, "db" | "queue">,
  shopId: string,
  signal: AbortSignal,
): Promise<void> {
  await foldVisits(context, { shopId }, signal);
  let after: Buffer | null = null;
  do {
    signal.throwIfAborted();
    const from: Buffer | null = after;
    after = await withShop(context.db, shopId, (tx) => forgetOldVisits(tx, shopId, from));
  } while (after !== null);
}
