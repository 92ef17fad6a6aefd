import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { simulatedPurchases } from "../support/purchases/simulated-purchases";
import { startCommand } from "../support/processes/command-process";
import { TEST_DATA_MISSING, testData } from "../support/test-data";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "comeback-evaluate-clv-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const DAYS = ["--cal-end", "1970-12-31", "--end", "1971-02-28"];

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

async function evaluate(path: string, ...args: string[]) {
  const { ended, output } = startCommand("app/commands/evaluate-clv.ts", ["--file", path, ...args], {}, folder);
  return { code: await ended, output: output() };
}

/** A simulated shop, dates with a time of day, under columns of other names. */
function shopFile(): string {
  const log = simulatedPurchases({ customers: 600, days: 423, seed: 4 });
  const rows = log.customers.flatMap((customer, index) =>
    Array.from(log.days.subarray(log.starts[index]!, log.starts[index + 1]!), (day, purchase) => {
      const date = new Date(day * 86_400_000).toISOString().slice(0, 10);
      return `"${customer}, ""regular""",${date}T23:59,${log.values[log.starts[index]! + purchase]!.toFixed(2)}`;
    }),
  );
  return `buyer,at,total\r\n${rows.join("\r\n")}\r\n,1970-05-05,3.00\r\nc1,1970-05-05,-3.00\r\n`;
}

describe("npm run evaluate:clv", () => {
  it("prints every model's scores, the choice and the grade as one JSON document", async () => {
    const path = file("shop.csv.gz", gzipSync(shopFile()));
    const columns = ["--customer-column", "buyer", "--date-column", "at", "--amount-column", "total"];
    const { code, output } = await evaluate(path, ...DAYS, ...columns, "--json");
    expect(code, output).toBe(0);
    const result = JSON.parse(output);
    expect(result).toMatchObject({
      calibration: { from: "1970-01-01", to: "1970-12-31" },
      holdout: { from: "1971-01-01", to: "1971-02-28" },
      leftOut: { withoutCustomer: 1, refunds: 1 },
      insufficient: null,
      grade: expect.stringMatching(/^(good|fair|poor)$/),
      peakMb: expect.any(Number),
    });
    const names = result.models.map(({ name }: { name: string }) => name);
    expect(names).toEqual(expect.arrayContaining(["bgnbd", "mbgnbd", "pnbd", "pnbd-all"]));
    expect(names).toContain(result.chosen.counts);
    expect(names).toContain(result.chosen.value);
    const scores = ["mae", "rmse", "pearson", "spearman", "gini", "top10Share", "totalError"];
    for (const model of result.models) {
      expect(Object.keys(model.counts)).toEqual(scores);
      expect(Object.keys(model.value)).toEqual(scores);
      expect(model).toMatchObject({ fitSeconds: expect.any(Number), predictSeconds: expect.any(Number) });
    }
    const bg = result.models.find(({ name }: { name: string }) => name === "bgnbd");
    expect(Object.keys(bg.params)).toEqual(["r", "alpha", "a", "b"]);
    expect(bg.logLikelihood).toBeLessThan(0);
  });

  it("judges the ranges of the whole history as well, by horizon and kind", async () => {
    const columns = ["--customer-column", "buyer", "--date-column", "at", "--amount-column", "total"];
    const { code, output } = await evaluate(
      file("ranges.csv", shopFile()),
      ...DAYS,
      ...columns,
      "--intervals",
      "--json",
    );
    expect(code, output).toBe(0);
    const { intervals } = JSON.parse(output);
    expect(intervals).toContainEqual({
      kind: "month",
      of: "value",
      months: 3,
      forecasts: expect.any(Number),
      covered: expect.any(Number),
      medianWidth: expect.any(Number),
    });
  });

  it("judges the ranges of every log in a folder, and of three simulated shops", async () => {
    const own = mkdtempSync(join(folder, "logs-"));
    writeFileSync(join(own, "none.csv"), "frequency,recency\n1,2\n");
    writeFileSync(join(own, "tiny.csv"), "customer_id,date,amount\nc1,1970-01-01,5\n");
    writeFileSync(join(own, "notes.txt"), "nothing");
    const { ended, output } = startCommand(
      "app/commands/evaluate-clv.ts",
      ["--intervals", "--folder", own],
      {},
      folder,
    );
    expect(await ended, output()).toBe(0);
    expect(output()).toContain("none.csv is left out. It has no columns of customers and days.");
    expect(output()).toContain("tiny.csv: 1 customers, 1970-01-01 to 1970-01-01");
    expect(output().match(/^simulated: /gm)).toHaveLength(3);
    expect(output()).toMatch(/^month, purchases +\d+% of \d+, \d\.\d\d /m);
  });

  it("prints tables to read", async () => {
    const rows = Array.from({ length: 60 }, (_, i) => `c${i % 20},1970-0${1 + (i % 9)}-1${i % 10},${10 + i}`);
    const { code, output } = await evaluate(
      file("small.csv", `customer_id,date,amount\n${rows.join("\n")}\n`),
      ...DAYS,
    );
    expect(code, output).toBe(0);
    expect(output).toContain("A forecast needs more data. Customers: 20 of 200.");
    expect(output).toMatch(/^pnbd +[\d.]+ +[\d.]+/m);
    expect(output).toContain("Chosen: ");
  });

  it("states what is missing for one customer, with or without amounts", async () => {
    for (const content of [
      "customer_id,date\nc1,1970-03-01\n",
      "customer_id,date,amount\nc1,1970-03-01,5\nc1,1970-04-01,5\n",
    ]) {
      const { code, output } = await evaluate(file("one.csv", content), ...DAYS, "--json");
      expect(code, output).toBe(0);
      const result = JSON.parse(output);
      expect(result).toMatchObject({ customers: 1, chosen: { counts: "bgnbd" } });
      expect(result.insufficient).toContain("A forecast needs more data. Customers: 1 of 200.");
      for (const { counts, params } of result.models) {
        expect(Number.isFinite(counts.mae)).toBe(true);
        if (params) expect(Object.values(params).every((value) => Number.isFinite(value))).toBe(true);
      }
    }
  });

  it.each([
    ["", "x.csv is empty: a first line with the names of the columns is needed."],
    ["customer_id,date,amount\n", /x\.csv holds no purchases up to 1971-02-28\.$/],
    ["customer_id,day\n", 'x.csv:1: there is no column "date" among customer_id, day; name it with --date-column.'],
    ["customer_id,date\nc1,1970-01-01\n\nc1,31/01/1970\n", 'x.csv:4: "31/01/1970" is not a date such as 2026-01-31.'],
    ["customer_id,date\nc1,1970-02-30\n", 'x.csv:2: "1970-02-30" is not a date such as 2026-01-31.'],
    ["customer_id,date,amount\nc1,1970-02-01,ten\n", 'x.csv:2: "ten" is not an amount such as 19.90.'],
    ["customer_id,date,amount\nc1,1970-02-01\n", 'x.csv:2: "" is not an amount such as 19.90.'],
    [
      "customer_id,date,amount\nc1,1970-02-01,5\n77,1970-05-05,1,234.50\n",
      'x.csv:3: it has 4 cells for 3 columns; put what holds a comma in quotes, such as "1,234.50".',
    ],
    [
      "customer_id,date,amount\nc1,1970-02-01,-1e300\n",
      'x.csv:2: "-1e300" is more than money can be, which ends at 9007199254740.',
    ],
    [
      "customer_id;date;amount\n",
      "x.csv:1: its columns are separated by another sign than a comma; save it with commas.",
    ],
    [
      "customer_id,date\nc1,1970-01-01\nc2,0001-01-01\n",
      "The first purchase is of 0001-01-01, more than a century before 1970-12-31: leave rows with such a date out.",
    ],
    ['customer_id,date\n"c1,1970-02-01\n', "x.csv:2: a quote is opened and never closed."],
    [
      "customer_id,date\nc1,1971-02-01\n",
      "Nobody bought up to 1970-12-31, so there is nothing to fit; the first purchase is of 1971-02-01.",
    ],
  ])("refuses %j", async (content, sentence) => {
    const { code, output } = await evaluate(file("x.csv", content), ...DAYS, "--json");
    expect(code).toBe(1);
    if (typeof sentence === "string") expect(output).toBe(`${sentence}\n`);
    else expect(output.trim()).toMatch(sentence);
  });

  it("refuses files it cannot read and days it does not understand", async () => {
    const path = file("good.csv", "customer_id,date\nc1,1970-01-01\n");
    const broken = file("broken.csv.gz", "no gzip");
    expect((await evaluate(join(folder, "none.csv"), ...DAYS)).output).toMatch(
      /none\.csv cannot be read: there is no such file\.\n$/,
    );
    expect((await evaluate(broken, ...DAYS)).output).toMatch(
      /broken\.csv\.gz cannot be read: it is not a whole gzip file\.\n$/,
    );
    expect((await evaluate(path, "--cal-end", "1970-12-31")).output).toBe(
      "--end is missing: name a day such as 1997-09-30.\n",
    );
    expect((await evaluate(path, "--cal-end", "soon", "--end", "1971-01-01")).output).toBe(
      '--cal-end: "soon" is not a calendar day like 2026-01-31.\n',
    );
    expect((await evaluate(path, "--cal-end", "1970-12-31", "--end", "1970-12-31")).output).toBe(
      "--end 1970-12-31 does not lie after --cal-end 1970-12-31.\n",
    );
  });
});

const SAMPLE = testData("clv/cdnow_sample.csv");

describe.skipIf(!SAMPLE)(SAMPLE ? "CDNOW sample" : `CDNOW sample (${TEST_DATA_MISSING})`, () => {
  it("is fitted and scored as published", async () => {
    const { code, output } = await evaluate(SAMPLE!, "--cal-end", "1997-09-30", "--end", "1998-06-30", "--json");
    expect(code, output).toBe(0);
    const { customers, models, chosen } = JSON.parse(output);
    expect(customers).toBe(2357);
    const bg = models.find(({ name }: { name: string }) => name === "bgnbd");
    expect(bg.params.r).toBeCloseTo(0.242595, 4);
    expect(bg.logLikelihood).toBeCloseTo(-9582.4292, 3);
    const pareto = models.find(({ name }: { name: string }) => name === "pnbd");
    expect(pareto.standardErrors.r).toBeCloseTo(0.0476, 3);
    expect(pareto.standardErrors.alpha).toBeCloseTo(0.8427, 1);
    expect(bg.counts.rmse).toBeCloseTo(1.60798, 4);
    expect(bg.spend.params.p).toBeCloseTo(6.2496, 2);
    expect(chosen).toMatchObject({ counts: "pnbd", value: "pnbd-all" });
  });
});
