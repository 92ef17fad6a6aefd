import { dayNumber, isShopDay } from "~/domain/time/shop-time";
import { arrivalsOfLogs } from "~/features/evaluation/clv/arrival-folder.server";
import { arrivalsTable } from "~/features/evaluation/clv/arrival-table";
import { clvTable } from "~/features/evaluation/clv/clv-table";
import { evaluateClv } from "~/features/evaluation/clv/evaluate-clv";
import { judgeRanges, rangeScores } from "~/features/evaluation/clv/evaluate-ranges";
import { rangesOfLogs } from "~/features/evaluation/clv/range-folder.server";
import { rangeTable, rangesTable } from "~/features/evaluation/clv/range-table";
import { readPurchases } from "~/features/evaluation/clv/read-purchases.server";
import { runCommand } from "./command-line";

await runCommand({
  help: `
Usage: npm run evaluate:clv -- --file CSV --cal-end DAY --end DAY [--intervals] [--json]
       npm run evaluate:clv -- --intervals [--folder DIR] [--json]
       npm run evaluate:clv -- --arrivals [--folder DIR] [--json]

Fits every model of customer value to a log of purchases up to one day, scores the forecast of the days after it, and
says which one the app would have chosen and why. With --intervals, says how often what came lay inside the 80% ranges
the app would have told on every third month of the history: by horizon and kind, with their width over the forecast. With
--arrivals, the same of customers still to come and what they bring, beside simple ways to forecast them.

  --file CSV              one row per purchase; gzip-compressed when the name ends in .gz
  --cal-end DAY           last day that is known, such as 1997-09-30
  --end DAY               last day that is forecast, included
  --customer-column NAME  default customer_id; rows without one are left out
  --date-column NAME      default date; a time after the date is left aside
  --amount-column NAME    default amount, where there is one; a negative amount is a refund and left out
  --product-column NAME   what was bought, so that ranges of first products are judged too
  --intervals             judge ranges of the log's whole history; without --file, of three simulated shops that drift
  --arrivals              judge forecasts of new customers, of simulated shops with season and growth
  --folder DIR            and of every CSV file in a folder with customer_id, date and, where known, amount, product_id
  --everyone              let models learn from unusual customers too
  --json                  print JSON and nothing else (default: tables)
`,
  options: {
    file: { type: "string" },
    "cal-end": { type: "string" },
    end: { type: "string" },
    "customer-column": { type: "string", default: "customer_id" },
    "date-column": { type: "string", default: "date" },
    "amount-column": { type: "string" },
    "product-column": { type: "string" },
    intervals: { type: "boolean", default: false },
    arrivals: { type: "boolean", default: false },
    folder: { type: "string" },
    everyone: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
  },
  async run({ file, "cal-end": calEnd, end, everyone, json, intervals, arrivals, folder, ...columns }) {
    if (arrivals) {
      const judged = await arrivalsOfLogs(folder ?? null);
      process.stdout.write(json ? `${JSON.stringify(judged, null, 1)}\n` : arrivalsTable(judged));
      return;
    }
    if (intervals && !file) {
      const ranges = await rangesOfLogs(folder ?? null);
      process.stdout.write(json ? `${JSON.stringify(ranges, null, 1)}\n` : rangesTable(ranges));
      return;
    }
    if (!file) throw new Error("--file is missing: name a CSV file with one row per purchase.");
    const calibrationEnd = dayOption("--cal-end", calEnd);
    const lastDay = dayOption("--end", end);
    if (lastDay <= calibrationEnd) throw new Error(`--end ${end} does not lie after --cal-end ${calEnd}.`);
    const { "customer-column": customer, "date-column": date } = columns;
    const { "amount-column": amount, "product-column": product } = columns;
    const { log, firstProducts, purchases, leftOut } = await readPurchases(
      file,
      { customer, date, ...(amount !== undefined && { amount }), ...(product !== undefined && { product }) },
      lastDay,
    );
    if (purchases === 0) throw new Error(`${file} holds no purchases up to ${end}.`);
    const evaluation = evaluateClv(log, calibrationEnd, lastDay, () => performance.now() / 1000, !everyone);
    const ranges = intervals ? rangeScores(judgeRanges(log, firstProducts)) : null;
    const peakMb = Math.round(process.resourceUsage().maxRSS / 1024);
    process.stdout.write(
      json
        ? `${JSON.stringify({ ...evaluation, ...(ranges && { intervals: ranges }), purchases, leftOut, peakMb }, null, 1)}\n`
        : `${purchases} purchases; left out: ${leftOut.refunds} refunds, ${leftOut.withoutCustomer} without a customer, ` +
            `${leftOut.afterEnd} after the end\n${clvTable(evaluation)}${ranges ? `\n${rangeTable(ranges)}\n` : ""}`,
    );
  },
});

function dayOption(name: string, value: string | undefined): number {
  if (value === undefined) throw new Error(`${name} is missing: name a day such as 1997-09-30.`);
  if (!isShopDay(value)) throw new Error(`${name}: "${value}" is not a calendar day like 2026-01-31.`);
  return dayNumber(value);
}
