import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { JsonLinesFile } from "../../simulator/sample-shop/folder/json-lines";
import { readCsv } from "../csv";

// Numbers from here on stand for ids with letters; the log's own numbers are far below.
const FIRST_LETTERED_ID = 1_000_000_000;

interface SaleLine {
  readonly productId: string;
  readonly quantity: number;
  readonly unitPrice: string;
}

interface Sale {
  readonly orderId: string;
  customerId: string;
  time: string;
  readonly lines: SaleLine[];
}

export interface ConvertedLog {
  readonly orders: number;
  readonly lines: number;
  /** Sale lines priced below a cent, which no shop can hold: quantity times price of each, in pounds. */
  readonly leftOut: readonly number[];
}

/**
 * Writes the UCI "Online Retail" log as a simulator data folder: a UTC shop in pounds whose orders are the log's
 * sale lines (metrics/DEFINITIONS.md of the logs). Refund documents are left out, because the log does not
 * say which order they refund. Sale lines of a tenth of a cent are left out and reported.
 *
 * @param sources - the log and its product titles, both gzip-compressed CSV.
 */
export async function convertOnlineRetail(
  sources: { readonly log: string; readonly products: string },
  outDir: string,
): Promise<ConvertedLog> {
  const { sales, leftOut } = await readSales(sources.log);
  const titles = new Map<string, string>();
  for await (const { product_id: id = "", title = "" } of readCsv(sources.products)) titles.set(id, title);

  mkdirSync(outDir, { recursive: true });
  writeFileSync(join(outDir, "shop.json"), `${JSON.stringify(SHOP, null, 2)}\n`);
  const productNumbers = numberIds(sales.flatMap(({ lines }) => lines.map(({ productId }) => productId)));
  writeProducts(sales, titles, productNumbers, join(outDir, "products.jsonl"));
  const lines = writeOrders(sales, productNumbers, join(outDir, "orders.jsonl"));
  return { orders: sales.length, lines, leftOut };
}

const SHOP = {
  name: "Online Retail",
  domain: "online-retail.myshopify.com",
  ianaTimezone: "UTC",
  currencyCode: "GBP",
};

const hasWholeCents = (price: string) => !/\.\d\d.*[1-9]/.test(price);

async function readSales(log: string): Promise<{ sales: Sale[]; leftOut: number[] }> {
  const byOrder = new Map<string, Sale>();
  const leftOut: number[] = [];
  for await (const row of readCsv(log)) {
    const { order_id: orderId = "", customer_id: customerId = "", timestamp = "", product_id: productId = "" } = row;
    const quantity = Number(row["quantity"]);
    const unitPrice = row["unit_price"] ?? "";
    if (/^[CA]/.test(orderId) || !(quantity > 0) || !(Number(unitPrice) > 0)) continue;
    if (!hasWholeCents(unitPrice)) {
      leftOut.push(quantity * Number(unitPrice));
      continue;
    }
    const sale = byOrder.get(orderId) ?? { orderId, customerId: "", time: timestamp, lines: [] };
    byOrder.set(orderId, sale);
    if (timestamp < sale.time) sale.time = timestamp;
    if (sale.customerId === "") sale.customerId = customerId;
    sale.lines.push({ productId, quantity, unitPrice });
  }
  return { sales: [...byOrder.values()], leftOut };
}

/** Ids that are numbers stay; the others are numbered by code point, so a log always gives the same ones. */
export function numberIds(ids: readonly string[]): (id: string) => number {
  const isNumber = (id: string) => /^[1-9]\d{0,8}$/.test(id);
  const lettered = [...new Set(ids)].filter((id) => !isNumber(id)).sort();
  const numbers = new Map(lettered.map((id, rank) => [id, FIRST_LETTERED_ID + rank]));
  return (id) => numbers.get(id) ?? Number(id);
}

function writeProducts(
  sales: readonly Sale[],
  titles: ReadonlyMap<string, string>,
  numberOf: (id: string) => number,
  path: string,
): void {
  const lastPrices = new Map<string, string>();
  for (const { lines } of sales) for (const line of lines) lastPrices.set(line.productId, line.unitPrice);
  const file = new JsonLinesFile(path);
  for (const [productId, unitPrice] of lastPrices) {
    const id = numberOf(productId);
    file.write({
      id,
      title: titles.get(productId) ?? productId,
      handle: `product-${id}`,
      variants: [{ id, title: "Default Title", price: pounds(unitPrice), sku: productId }],
    });
  }
  file.close();
}

function writeOrders(sales: readonly Sale[], productNumber: (id: string) => number, path: string): number {
  const orderNumber = numberIds(sales.map(({ orderId }) => orderId));
  const customerNumber = numberIds(sales.map(({ customerId }) => customerId).filter((id) => id !== ""));
  const file = new JsonLinesFile(path);
  let written = 0;
  for (const { orderId, customerId, time, lines } of sales) {
    written += lines.length;
    file.write({
      id: orderNumber(orderId),
      name: `#${orderId}`,
      customerId: customerId === "" ? null : customerNumber(customerId),
      processedAt: time,
      lines: lines.map(({ productId, quantity, unitPrice }) => ({
        productId: productNumber(productId),
        quantity,
        unitPrice: pounds(unitPrice),
      })),
    });
  }
  file.close();
  return written;
}

const pounds = (price: string): string => Number(price).toFixed(2);
