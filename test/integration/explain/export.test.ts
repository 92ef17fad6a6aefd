import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { csvResponse } from "~/features/page/files/csv-file";
import { explain } from "~/features/explain/explain.server";
import { exportList } from "~/features/explain/export-list.server";
import { exportReport } from "~/features/report/export-report.server";
import { shopReport } from "~/features/report/shop-report.server";
import { parseMoney } from "~/domain/money";
import { METRIC_KEYS, type MetricKey } from "~/domain/metrics/catalogue/catalogue";
import { at, order, row } from "../../support/builders";
import { csvCells } from "../../support/csv";
import { createTestDatabase, type TestDatabase } from "../../support/database/database";
import { shopWithHistory } from "../../support/database/staged-history";

const SHOP = "71";
const RANGE = { from: "2026-01-01", to: "2026-01-31" };
const ORDERS = 120;

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  const orders = Array.from({ length: ORDERS }, (_, index) =>
    order({
      id: String(5_000 + index),
      customerId: String((index % 70) + 1),
      processedAt: at("2026-01-02T10:00") + index * 3_600_000,
      channel: index === 0 ? '=HYPERLINK("http://evil.example")' : "Online Store",
      rows: [
        row({ total: 1_000 + index, discount: index % 3 === 0 ? 50 : 0 }),
        ...(index % 10 === 0
          ? [row({ action: "RETURN", total: -500, happenedAt: at("2026-01-20T10:00") + index, isOriginal: false })]
          : []),
      ],
    }),
  );
  await shopWithHistory(database.db, SHOP, { orders, checkouts: [] });
});
afterAll(() => database.drop());

/** The lines of a file by column name. */
async function readFile(response: Response): Promise<Record<string, string>[]> {
  const lines = (await response.text()).split("\r\n");
  expect(lines.pop()).toBe("");
  const [columns = [], ...rows] = lines.map(csvCells);
  return rows.map((cells) => Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? ""])));
}

const download = async (key: MetricKey) =>
  readFile(csvResponse(await exportList(database, SHOP, { key, range: RANGE })));
const sum = (rows: readonly Record<string, string>[], column: string) =>
  rows.reduce((total, each) => total + parseMoney(each[column] ?? "", "EUR"), 0);

describe("the file of a list", () => {
  it("holds the rows of all pages, newest first, and adds up to the number", async () => {
    const { list, value } = await explain(database, SHOP, { key: "net_sales", range: RANGE });
    const rows = await download("net_sales");
    expect(list.pages).toBe(3);
    expect(rows).toHaveLength(list.total.count);
    expect(sum(rows, "net_sales")).toBe(value.value);
    expect(Object.keys(rows[0] ?? {})).toEqual([
      "order_id",
      "order_name",
      "happened_at",
      "action",
      "line_type",
      "title",
      "quantity",
      "purchase_number",
      "net_sales",
      "currency",
    ]);
    expect(rows.map((each) => each.happened_at)).toEqual(
      rows
        .map((each) => each.happened_at)
        .toSorted()
        .reverse(),
    );
    expect(rows.some((each) => each.net_sales === "-5.00")).toBe(true);
  });

  it("holds both parts of a rate", async () => {
    const { value } = await explain(database, SHOP, { key: "repeat_rate", range: RANGE });
    const rows = await download("repeat_rate");
    const count = (column: string) => rows.reduce((total, each) => total + Number(each[column]), 0);
    expect([count("numerator"), count("denominator")]).toEqual([value.numerator, value.denominator]);
    expect([count("numerator"), count("denominator")]).toEqual([50, 70]);
  });

  it("runs nothing that was typed", async () => {
    const channels = (await download("orders")).map(({ channel }) => channel);
    expect(channels.at(-1)).toBe(`'=HYPERLINK("http://evil.example")`);
  });

  it("is saved by the browser and kept by nobody", async () => {
    const { headers } = csvResponse(await exportList(database, SHOP, { key: "orders", range: RANGE }));
    expect(headers.get("Content-Type")).toBe("text/csv; charset=utf-8");
    expect(headers.get("Content-Disposition")).toBe('attachment; filename="orders-2026-01-01-2026-01-31.csv"');
    expect(headers.get("Cache-Control")).toBe("no-store");
  });
});

describe("the file of a report", () => {
  it("says of every metric what the report says", async () => {
    const { metrics } = await shopReport(database, SHOP, RANGE);
    const file = await exportReport(database, SHOP, "metrics", RANGE);
    if (!("parts" in file)) throw new Error("there is a table of metrics");
    const rows = await readFile(csvResponse(file));
    expect(rows.map(({ key }) => key)).toEqual(Object.keys(metrics));
    for (const each of rows) expect(each.value).toBe(String(metrics[each.key as MetricKey].value ?? ""));
    expect(rows[0]?.currency).toBe("EUR");
  });

  it("has a row for every month of every cohort", async () => {
    const { tables } = await shopReport(database, SHOP, RANGE);
    const file = await exportReport(database, SHOP, "cohorts", RANGE);
    if (!("parts" in file)) throw new Error("there is a table of cohorts");
    const rows = await readFile(csvResponse(file));
    expect(rows).toHaveLength(tables.cohorts.reduce((count, { months }) => count + months.length, 0));
    expect(rows[0]).toMatchObject({ cohort: "2026-01", customers: "70", month: "0", buyers: "70", retention: "1" });
  });

  it("names the tables there are when asked for another", async () => {
    const answer = await exportReport(database, SHOP, "nothing", RANGE);
    expect(answer).toMatchObject({ tables: expect.arrayContaining(["metrics", "cohorts", "sales_by_buyer"]) });
  });
});

describe("another shop", () => {
  it("sees none of it, in no list and no file", async () => {
    await shopWithHistory(database.db, "72", { orders: [], checkouts: [] });
    for (const key of METRIC_KEYS) {
      const { list } = await explain(database, "72", { key, range: RANGE });
      expect(list.rows, key).toEqual([]);
      expect((await exportList(database, "72", { key, range: RANGE })).rows, key).toBe(0);
    }
  });
});
