import { applyBatch } from "~/adapters/db/ledger/apply.server";
import { foldClients } from "~/adapters/db/measurement/fold-clients.server";
import { storeEvents } from "~/adapters/db/measurement/storefront-events.server";
import { withShop } from "~/adapters/db/connect/tenant.server";
import type { Database } from "~/adapters/db/connect/client.server";
import { groupBy } from "~/domain/group-by";
import type { ShopHistory } from "~/domain/orders/history";
import type { Order, OrderLine, SalesRow } from "~/domain/orders/order";
import { writeShopProfile, type ShopProfileSpec } from "./shop-profile";
import {
  stageBatch,
  type StagedAgreementSpec,
  type StagedCheckoutSpec,
  type StagedCustomerSpec,
  type StagedLineSpec,
  type StagedOrderSpec,
} from "./staged-batch";

/** A shop whose database holds `history`, applied as one batch. */
export async function shopWithHistory(
  db: Database,
  shopId: string,
  history: ShopHistory,
  profile: ShopProfileSpec = {},
): Promise<void> {
  const currencyCode = profile.currencyCode ?? "EUR";
  await withShop(db, shopId, async (tx) => {
    await writeShopProfile(tx, shopId, profile);
    const orders = history.orders.map(stagedOrder);
    const checkouts = history.checkouts.flatMap((checkout) => stagedCheckouts(checkout, currencyCode));
    const customers = history.orders.flatMap(stagedCustomer);
    await applyBatch(tx, shopId, await stageBatch(tx, shopId, { orders, customers: uniqueById(customers), checkouts }));
    await storeEvents(tx, shopId, history.storefront?.events ?? []);
  });
  await foldAll(db, shopId);
}

/** Brings all stored events into the numbers. */
export async function foldAll(db: Database, shopId: string): Promise<void> {
  while ((await withShop(db, shopId, (tx) => foldClients(tx, shopId))) > 0);
}

function stagedCustomer({ customerId, customerCreatedAt }: Order): StagedCustomerSpec[] {
  return customerId === null || customerCreatedAt === null
    ? []
    : [{ id: customerId, createdAt: iso(customerCreatedAt) }];
}

function uniqueById<Item extends { readonly id: string }>(items: readonly Item[]): Item[] {
  return [...new Map(items.map((item) => [item.id, item])).values()];
}

function stagedOrder(order: Order): StagedOrderSpec {
  const { rows, processedAt, createdAt, cancelledAt, leadProductId, lines, ...rest } = order;
  const byMoment = [...groupBy(rows, (row) => (row.isOriginal ? "original" : String(row.happenedAt)))];
  return {
    ...rest,
    processedAt: iso(processedAt),
    createdAt: iso(createdAt),
    cancelledAt: cancelledAt === null ? null : iso(cancelledAt),
    lines:
      lines.length > 0 || leadProductId === null
        ? lines.map(stagedLine)
        : [{ id: `${order.id}1`, productId: leadProductId }],
    agreements: byMoment.map(([moment, own]) => agreementOf(order, moment, own)),
  };
}

function stagedLine({ id, productId, addedFrom }: OrderLine): StagedLineSpec {
  const rec = addedFrom && [addedFrom.place, addedFrom.list, addedFrom.position].join(".");
  return { id, productId, rec };
}

function agreementOf(order: Order, moment: string, rows: readonly SalesRow[]): StagedAgreementSpec {
  const isOriginal = moment === "original";
  const id = `${isOriginal ? "OrderAgreement" : "RefundAgreement"}/${order.id}-${moment}`;
  return {
    id,
    reason: isOriginal ? "ORDER" : "REFUND",
    happenedAt: iso(rows[0]?.happenedAt ?? order.processedAt),
    sales: rows.map((row, index) => ({ ...row, id: `${order.id}-${moment}-${index}` })),
  };
}

function stagedCheckouts(checkout: ShopHistory["checkouts"][number], currencyCode: string): StagedCheckoutSpec[] {
  const { key, startedAt, completedAt, activity, origin, isTest: _isTest, ...rest } = checkout;
  if (origin === "order") return [];
  return [...new Set([startedAt, ...activity])].map((seenAt) => ({
    ...rest,
    id: key.slice(1),
    origin,
    currencyCode,
    startedAt: iso(startedAt),
    updatedAt: iso(seenAt),
    completedAt: completedAt === null ? null : iso(completedAt),
  }));
}

function iso(instant: number): string {
  return new Date(instant).toISOString();
}
