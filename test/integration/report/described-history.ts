import type { Message } from "../rollups/random-history";
import type { StagedBatch, StagedCustomerSpec } from "../../support/database/staged-batch";
import { HISTORY_START } from "../rollups/random-history";
import { DAY_MS } from "~/domain/time/shop-time";

const COUNTRIES = ["DE", "FR", null] as const;
const SOURCES = ["google", "newsletter", null] as const;
const PRODUCTS = ["11", "12", "13", null] as const;

/**
 * The same messages with what segments and groups ask of an order besides: country, journey and lines. All of it
 * follows from the order and the moment it was updated, so versions of an order may differ in it.
 */
export function described(messages: readonly Message[]): Message[] {
  return messages.map((message) => {
    if (message.kind !== "order") return message;
    const { order } = message;
    const number = Number(order.id) + Date.parse(order.updatedAt ?? order.processedAt) / 60_000;
    const pick = <T>(of: readonly T[], shift: number) => of[Math.floor(number / shift) % of.length] as T;
    const lines = [
      { id: `${order.id}1`, productId: pick(PRODUCTS, 1), isGiftCard: number % 5 === 0 },
      { id: `${order.id}2`, productId: pick(PRODUCTS, 3) },
    ];
    return {
      ...message,
      order: {
        ...order,
        country: pick(COUNTRIES, 1),
        firstVisitSource: pick(SOURCES, 2),
        firstVisitMedium: pick(["cpc", null], 1),
        lastVisitSource: pick(SOURCES, 3),
        lastVisitMedium: pick(["email", null], 1),
        daysToConversion: pick([0, 3, 8, null], 2),
        lines,
      },
    };
  });
}

/** The customers of random histories; one was recorded after the first purchases, one never. */
const CUSTOMERS: readonly StagedCustomerSpec[] = [
  { id: "1", createdAt: new Date(HISTORY_START - 40 * DAY_MS).toISOString() },
  { id: "2", createdAt: new Date(HISTORY_START + 20 * DAY_MS).toISOString() },
  { id: "3", createdAt: new Date(HISTORY_START - 3 * DAY_MS).toISOString() },
];

export const customersBatch: StagedBatch = { customers: CUSTOMERS };
