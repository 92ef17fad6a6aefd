import { evaluateRecs } from "~/features/evaluation/recs/evaluate-recs";
import { readOrders } from "~/features/evaluation/recs/read-orders.server";
import { readProductWords, recsLog } from "~/features/evaluation/recs/recs-log.server";
import { recsTable } from "~/features/evaluation/recs/recs-table";
import { runCommand } from "./command-line";

await runCommand({
  help: `
Usage: npm run evaluate:recs -- --file CSV [--window-days N] [--products CSV] [--json]

Holds out the last days of a log of orders, and scores how well published engines and this app's own find what was
bought then: beside a product, in a cart, and by customers who came back. The app's own settings are chosen on the
window before. The protocol: app/domain/recommendations/README.md.

  --file CSV              one row per product of an order; gzip-compressed when the name ends in .gz. Rows with a
                          quantity or a price of zero or less are left out
  --window-days N         length of the window, default 28; a file without times is cut by orders instead
  --products CSV          product_id with title, type, category, vendor or tags: words that tell what is alike
  --orders-like PATTERN   only orders whose id matches this regular expression are sales (default: all)
  --products-like PATTERN only these ids are products (default: all; where nearly all begin with a digit, only those)
  --order-column NAME     default order_id
  --product-column NAME   default product_id
  --customer-column NAME  default customer_id, where there is one; rows without one are guests
  --time-column NAME      default timestamp, where there is one
  --sequence-column NAME  default sequence: the number of a customer's order, where there are no times
  --quantity-column NAME  default quantity, where there is one
  --price-column NAME     default unit_price, where there is one; empty is unknown
  --without-dense         leave out EASE, whose time grows with the cube of the number of products
  --json                  print JSON and nothing else (default: a table)
`,
  options: {
    file: { type: "string" },
    "window-days": { type: "string", default: "28" },
    products: { type: "string" },
    "orders-like": { type: "string" },
    "products-like": { type: "string" },
    "order-column": { type: "string" },
    "product-column": { type: "string" },
    "customer-column": { type: "string" },
    "time-column": { type: "string" },
    "sequence-column": { type: "string" },
    "quantity-column": { type: "string" },
    "price-column": { type: "string" },
    "without-dense": { type: "boolean", default: false },
    json: { type: "boolean", default: false },
  },
  async run({ file, "window-days": days, products, json, ...given }) {
    if (!file) throw new Error("--file is missing: name a CSV file with one row per product of an order.");
    const windowDays = Number(days);
    if (!Number.isInteger(windowDays) || windowDays < 1) {
      throw new Error(`--window-days ${days} is not a whole number of days such as 28.`);
    }
    const columns = {
      order_id: given["order-column"],
      product_id: given["product-column"],
      customer_id: given["customer-column"],
      timestamp: given["time-column"],
      sequence: given["sequence-column"],
      quantity: given["quantity-column"],
      unit_price: given["price-column"],
    };
    const orders = await readOrders(file, {
      columns,
      orders: pattern("--orders-like", given["orders-like"]),
      products: pattern("--products-like", given["products-like"]),
    });
    const log = recsLog(orders, windowDays, products === undefined ? new Map() : await readProductWords(products));
    if (log.test.training.basketCount === 0) throw new Error(`${file} holds no orders before the last ${days} days.`);
    const evaluation = evaluateRecs(
      { ...log, withDense: !given["without-dense"] },
      {
        clock: () => performance.now() / 1000,
        peakMb: () => Math.round(process.resourceUsage().maxRSS / 1024),
        onProgress: (name) => process.stderr.write(`${name} ...\n`),
      },
    );
    const { lines, leftOut } = orders;
    process.stdout.write(
      json
        ? `${JSON.stringify({ ...evaluation, lines, leftOut }, null, 1)}\n`
        : `${lines} lines, ${leftOut} of them no goods sold\n${recsTable(evaluation)}`,
    );
  },
});

function pattern(option: string, text: string | undefined): RegExp | null {
  if (text === undefined) return null;
  try {
    return new RegExp(text, "u");
  } catch {
    throw new Error(`${option} "${text}" is not a regular expression.`);
  }
}
