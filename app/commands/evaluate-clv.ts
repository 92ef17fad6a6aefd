import { dayNumber, isShopDay } from "~/domain/time/shop-time";
import { clvTable } from "~/features/evaluation/clv-table";
import { evaluateClv } from "~/features/evaluation/evaluate-clv";
import { readPurchases } from "~/features/evaluation/read-purchases.server";
import { runCommand } from "./command-line";

await runCommand({
  help: `
Usage: npm run evaluate:clv -- --file CSV --cal-end DAY --end DAY [--json]

Fits every model of customer value to a log of purchases up to one day, scores the forecast of the days after it, and
says which one the app would have chosen and why.

  --file CSV              one row per purchase; gzip-compressed when the name ends in .gz
  --cal-end DAY           last day that is known, such as 1997-09-30
  --end DAY               last day that is forecast, included
  --customer-column NAME  default customer_id; rows without one are left out
  --date-column NAME      default date; a time after the date is left aside
  --amount-column NAME    default amount, where there is one; a negative amount is a refund and left out
  --json                  print JSON and nothing else (default: tables)
`,
  options: {
    file: { type: "string" },
    "cal-end": { type: "string" },
    end: { type: "string" },
    "customer-column": { type: "string", default: "customer_id" },
    "date-column": { type: "string", default: "date" },
    "amount-column": { type: "string" },
    json: { type: "boolean", default: false },
  },
  async run({ file, "cal-end": calEnd, end, json, ...columns }) {
    if (!file) throw new Error("--file is missing: name a CSV file with one row per purchase.");
    const calibrationEnd = dayOption("--cal-end", calEnd);
    const lastDay = dayOption("--end", end);
    if (lastDay <= calibrationEnd) throw new Error(`--end ${end} does not lie after --cal-end ${calEnd}.`);
    const { "customer-column": customer, "date-column": date, "amount-column": amount } = columns;
    const { log, purchases, leftOut } = await readPurchases(
      file,
      { customer, date, ...(amount !== undefined && { amount }) },
      lastDay,
    );
    if (purchases === 0) throw new Error(`${file} holds no purchases up to ${end}.`);
    const evaluation = evaluateClv(log, calibrationEnd, lastDay, () => performance.now() / 1000);
    const peakMb = Math.round(process.resourceUsage().maxRSS / 1024);
    process.stdout.write(
      json
        ? `${JSON.stringify({ ...evaluation, purchases, leftOut, peakMb }, null, 1)}\n`
        : `${purchases} purchases; left out: ${leftOut.refunds} refunds, ${leftOut.withoutCustomer} without a customer, ` +
            `${leftOut.afterEnd} after the end\n${clvTable(evaluation)}`,
    );
  },
});

function dayOption(name: string, value: string | undefined): number {
  if (value === undefined) throw new Error(`${name} is missing: name a day such as 1997-09-30.`);
  if (!isShopDay(value)) throw new Error(`${name}: "${value}" is not a calendar day like 2026-01-31.`);
  return dayNumber(value);
}
