import { arch, cpus, platform, totalmem } from "node:os";
import { runCommand, untilStopped } from "~/commands/command-line";
import { type BenchDatabase, startBenchDatabase } from "./bench-database";
import { countModelFigures } from "./count-models";
import { type Figure, figureTable } from "./figure";
import { forecastShopFigures } from "./forecast-shop";
import { headlineFigures } from "./headline";
import { importChainFigures } from "./import-chain";
import { oneOrderFigures } from "./one-order";
import { pageDataFigures } from "./page-data";
import { publishingFigures } from "./publishing";
import { largeBuildFigures, recommendationFigures } from "./recommendation-lists";
import { storefrontFigures } from "./storefront";
import { storefrontEventFigures } from "./storefront-events";

interface Part {
  readonly full: number;
  readonly quick: number;
  measure(database: () => Promise<BenchDatabase>, size: number): Promise<Figure[]>;
}

const PARTS: Readonly<Record<string, Part>> = {
  headline: {
    full: 5_000_000,
    quick: 10_000,
    measure: async (database, size) => headlineFigures(await database(), size),
  },
  "one-order": {
    full: 1_000_000,
    quick: 4_000,
    measure: async (database, size) => oneOrderFigures(await database(), size),
  },
  import: {
    full: 100_000,
    quick: 2_000,
    measure: async (database, size) => importChainFigures(await database(), size),
  },
  pages: {
    full: 1_000_000,
    quick: 10_000,
    measure: async (database, size) => pageDataFigures(await database(), size),
  },
  events: {
    full: 60_000,
    quick: 1_500,
    measure: async (database, size) => storefrontEventFigures(await database(), size),
  },
  recommendations: { full: 1_000_000, quick: 10_000, measure: (_, size) => recommendationFigures(size) },
  publishing: {
    full: 20_000,
    quick: 200,
    measure: async (database, size) => publishingFigures(await database(), size),
  },
  "large-build": { full: 5_000_000, quick: 0, measure: (_, size) => largeBuildFigures(size) },
  // Lighthouse takes no less time for a small shop.
  storefront: { full: 5, quick: 0, measure: (_, runs) => storefrontFigures(runs) },
  "count-models": { full: 1_000_000, quick: 20_000, measure: (_, size) => countModelFigures(size) },
  "forecast-shop": { full: 500_000, quick: 5_000, measure: (_, size) => forecastShopFigures(size) },
};

await runCommand({
  help: `
Usage: npm run bench [-- --quick] [--only NAME] [--json]

Measures what has to stay fast against the plain way of doing the same, in the same run, on a database server of its
own that is removed afterwards. Times depend on the machine; ratios hardly do.

  --quick      small shops, in seconds instead of half an hour; figures whose goal needs a large shop are left out,
               and Lighthouse's
  --only NAME  one part: ${Object.keys(PARTS).join(", ")}
  --json       print JSON and nothing else (default: a table)

Figures:
  headline_read         the numbers of the overview's cards, default range, 5,000,000 orders; floor: plain SQL
  headline_read_p95     95 of 100 such readings take no longer
  overview_page_read    all the overview page reads: comparison, trends and chart as well; same floor
  rollup_size           all rollups on disk; floor: the facts they are made of
  one_order_update      one changed order brought into all numbers, 1,000,000 orders; floor: rebuilding them
  basket_log_read       reading all baskets of these orders from the database, as each build of recommendations does
  import_chain          rows in memory to exact numbers, 100,000 orders; floor: COPY of the same rows
  page_...              all that a page reads, each page, 100,000 orders
  filtered_...          the same with a filter by channel, 1,000,000 orders
  filtered_headline_read  the numbers of the overview's cards of one channel, 1,000,000 orders; floor: plain SQL
  storefront_events     60,000 events of three shops by HTTP, stored and among the numbers, each second
  recommendation_...    1,000,000 baskets of 20,000 products: processor time of the choice of settings, of all lists and
                        cart rows, the memory of the latter, and of the whole build as a worker does it
  ..._build_memory_large  the same of 5,000,000 baskets
  recommendation_one_order  processor time of a build after one new order; floor: one that ranks all products
  storefront_..._score  Lighthouse's performance of a page with the blocks, median of five; floor: the page without them
  storefront_..._added  what the blocks of that page add: compressed text, styles and scripts; and their requests
  publish_calls...      calls of Shopify's that writing the lists of 20,000 products takes, by HTTP to the simulator; when the
                        product in most lists was deleted and nobody told, until all is right; when nothing changed
  publish_large_...     the same of 100,000 products, calls answered in the process: calls, memory, and time with the
                        wait for Shopify's points at 100 a second
  ..._fit_and_predict   a model of purchase counts, 1,000,000 customers: fit, P(alive) and a year's forecast of each
  bgnbd_against_numpy   processor time of that; floor: the same by numpy, where python3 has it
  forecast_shop...      the nightly forecast of 500,000 customers of four years, rejected candidates included: processor time
                        and memory of the process
`,
  options: {
    quick: { type: "boolean", default: false },
    only: { type: "string" },
    json: { type: "boolean", default: false },
  },
  async run({ quick, only, json }) {
    if (only !== undefined && !Object.hasOwn(PARTS, only)) {
      throw new Error(`--only knows ${Object.keys(PARTS).join(", ")}, not "${only}".`);
    }
    const names = only === undefined ? Object.keys(PARTS) : [only];
    const stopped = untilStopped().then(() => {
      throw new Error("Stopped before the bench was done.");
    });
    const figures = await Promise.race([bench(names, quick), stopped]);
    const printed = figures.filter(({ pass }) => pass || !quick);
    process.stdout.write(
      json ? `${JSON.stringify({ machine: machine(), figures: printed }, null, 1)}\n` : figureTable(printed),
    );
    // A goal that is missed is a finding, not a failure of the command; the figure says so.
  },
});

async function bench(names: readonly string[], quick: boolean): Promise<Figure[]> {
  const figures: Figure[] = [];
  let started: BenchDatabase | undefined;
  const database = async () => (started ??= await startBenchDatabase());
  try {
    for (const name of names) {
      const part = PARTS[name]!;
      const size = quick ? part.quick : part.full;
      process.stderr.write(`${name}: ${size.toLocaleString("en")} ...\n`);
      figures.push(...(await part.measure(database, size)));
    }
  } finally {
    await started?.drop();
  }
  return figures;
}

function machine(): string {
  const [cpu] = cpus();
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  return `${cpus().length} x ${cpu?.model.trim() ?? "unknown CPU"}, ${gigabytes} GB, ${platform()} ${arch()}, Node ${process.versions.node}`;
}
