import { purchaseLogBuilder, type PurchaseEvent, type PurchaseLog } from "~/domain/clv/log/purchase-log";

/** Customers in the order they first appear. */
export function purchaseLog(events: Iterable<PurchaseEvent>): PurchaseLog {
  const builder = purchaseLogBuilder();
  for (const event of events) builder.add(event);
  return builder.build();
}
