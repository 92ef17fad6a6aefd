import { writeFile } from "node:fs/promises";
import { BG_NBD, MBG_NBD } from "~/domain/clv/models/beta-geometric";
import { fitCounts } from "~/domain/clv/models/fit-counts";
import { PARETO_NBD } from "~/domain/clv/models/pareto-nbd";
import { perCustomer } from "~/domain/clv/log/snapshot";
import { groupSummaries, type PurchaseSummaries } from "~/domain/clv/log/purchase-summary";
import { randomBeta, randomExponential, randomGamma, seededRandom } from "~/domain/numeric/random";
import { type CountModelTimes, HORIZON_WEEKS } from "./count-models";

// node --import tsx fit-and-predict.ts MODEL CUSTOMERS [COLUMNS]: prints CountModelTimes as JSON, and writes what the
// customers are known by to the file COLUMNS.

const LONGEST_TENURE_DAYS = 730;

/** Customers of two years, drawn from BG/NBD with r 0.5, alpha 8 weeks, a 0.8, b 2.4, purchases cut to whole days. */
function syntheticCustomers(count: number): PurchaseSummaries {
  const random = seededRandom(1);
  const summaries = {
    count,
    frequency: new Int32Array(count),
    recencyDays: new Int32Array(count),
    tenureDays: new Int32Array(count),
    logGaps: new Float64Array(count),
  };
  for (let customer = 0; customer < count; customer++) {
    const tenure = Math.floor(random() * LONGEST_TENURE_DAYS);
    const ratePerDay = randomGamma(0.5, random) / (8 * 7);
    const leaving = randomBeta(0.8, 2.4, random);
    let [time, last, frequency] = [0, 0, 0];
    for (;;) {
      time += randomExponential(random) / ratePerDay;
      if (!(time <= tenure)) break;
      const day = Math.floor(time);
      if (day > last) {
        frequency += 1;
        last = day;
      }
      if (random() < leaving) break;
    }
    summaries.frequency[customer] = frequency;
    summaries.recencyDays[customer] = last;
    summaries.tenureDays[customer] = tenure;
  }
  return summaries;
}

const [name, count, columnsPath] = process.argv.slice(2);
const model = [BG_NBD, MBG_NBD, PARETO_NBD].find((known) => known.name === name);
if (model === undefined) throw new Error(`no count model is named ${name}`);
const summaries = syntheticCustomers(Number(count));

if (columnsPath !== undefined) {
  const { frequency, recencyDays, tenureDays } = summaries;
  await writeFile(
    columnsPath,
    Buffer.concat([frequency, recencyDays, tenureDays].map(({ buffer }) => Buffer.from(buffer))),
  );
}

const start = performance.now();
const startOfProcessor = process.cpuUsage();
const grouping = groupSummaries(summaries);
const forecaster = model.forecaster(fitCounts(model, grouping.groups).parameters);
const forecasts = [
  perCustomer(grouping, (customer) => forecaster.probabilityAlive(customer)),
  perCustomer(grouping, (customer) => forecaster.expectedPurchases(customer, HORIZON_WEEKS)),
];
const fitAndPredictMs = performance.now() - start;
const { user, system } = process.cpuUsage(startOfProcessor);
if (!forecasts.every((column) => column.every(Number.isFinite))) throw new Error("a forecast is not a number");

const [sumOfAlive, sumOfExpected] = forecasts.map((column) => column.reduce((sum, value) => sum + value, 0));
const times: CountModelTimes = {
  fitAndPredictMs,
  processorMs: (user + system) / 1000,
  peakMb: process.resourceUsage().maxRSS / 1024,
  alive: sumOfAlive!,
  expected: sumOfExpected!,
};
process.stdout.write(JSON.stringify(times));
