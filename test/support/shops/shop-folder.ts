import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadDataFolder } from "../../simulator/data-folder/load-data-folder";
import { seededRandom } from "../../simulator/seeded-random";
import type { ShopStore } from "../../simulator/store/shop-store";
import type { Store } from "../../simulator/store/store";

const DAY_MS = 86_400_000;
/** Read once, so that all histories of one seed are alike. */
const end = Math.floor(Date.now() / 1000) * 1000 - 3_600_000;

/**
 * A simulated shop with a history of three months, the same for the same seed whatever its domain: orders of up to
 * three lines, a third of them new, some refunded, cancelled or of guests, and checkouts nobody finished.
 */
export async function loadHistory(
  store: Store,
  { domain, orders, seed = 1 }: { domain: string; orders: number; seed?: number },
): Promise<ShopStore> {
  const random = seededRandom(seed);
  const below = (count: number) => Math.floor(random() * count);
  const money = (cents: number) => (cents / 100).toFixed(2);
  const iso = (at: number) => new Date(Math.floor(at / 1000) * 1000).toISOString();

  const products = Array.from({ length: 20 }, (_, index) => ({
    id: 100 + index,
    title: `Product ${index} "äöü" \\ with\ttab`,
    handle: `product-${index}`,
    variants: [{ id: 1000 + index, title: "Default", price: money(1000 + index * 250) }],
  }));
  const customerCount = Math.max(3, Math.floor(orders / 4));
  const customers = Array.from({ length: customerCount }, (_, index) => ({
    id: 5000 + index,
    createdAt: iso(end - 100 * DAY_MS),
    tags: [],
  }));
  const history = Array.from({ length: orders }, (_, index) => {
    const at = end - ((orders - index) / orders) * 90 * DAY_MS;
    const fate = below(12);
    return {
      id: 100_000 + index,
      name: `#${1000 + index}`,
      customerId: below(10) === 0 ? null : 5000 + below(customerCount),
      processedAt: iso(at),
      ...(fate === 0 && { cancelledAt: iso(at + 3_600_000) }),
      checkoutToken: `token-${index}`,
      lines: Array.from({ length: 1 + below(3) }, () => {
        const product = below(products.length);
        return {
          productId: 100 + product,
          quantity: 1 + below(2),
          unitPrice: money(1000 + product * 250),
          discount: money(below(2) * 150),
          tax: money(210),
        };
      }),
      shipping: "4.90",
      ...(fate === 1 && { refunds: [{ at: iso(at + 7_200_000), lines: [{ line: 0, quantity: 1 }] }] }),
      ...(fate === 2 && { refunds: [{ at: iso(at + 7_200_000), lines: [], adjustment: "2.50" }] }),
    };
  });
  const checkouts = Array.from({ length: Math.floor(orders / 5) }, (_, index) => ({
    id: 900_000 + index,
    token: `left-${index}`,
    customerId: 5000 + below(customerCount),
    hasContact: true,
    startedAt: iso(end - (index + 1) * 3_600_000),
    updatedAt: iso(end - (index + 1) * 3_600_000 + 600_000),
    lines: [{ productId: 100, quantity: 1, unitPrice: "10.00" }],
  }));

  const folder = await mkdtemp(join(tmpdir(), "comeback-history-"));
  const lines = (rows: readonly object[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join("");
  try {
    await writeFile(
      join(folder, "shop.json"),
      JSON.stringify({ name: "History", domain, ianaTimezone: "America/New_York", currencyCode: "EUR" }),
    );
    await writeFile(join(folder, "products.jsonl"), lines(products));
    await writeFile(join(folder, "customers.jsonl"), lines(customers));
    await writeFile(join(folder, "orders.jsonl"), lines(history));
    await writeFile(join(folder, "checkouts.jsonl"), lines(checkouts));
    return loadDataFolder(store, folder).shop;
  } finally {
    await rm(folder, { recursive: true });
  }
}
