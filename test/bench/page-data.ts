import { loadAbandonment } from "~/features/abandonment/load-abandonment.server";
import { loadCohorts } from "~/features/customers/load-cohorts.server";
import { loadGroups } from "~/features/customers/load-groups.server";
import { loadRepeat } from "~/features/customers/load-repeat.server";
import { loadValue } from "~/features/customers/load-value.server";
import { loadGoals } from "~/features/goals/load-goals.server";
import { loadOrders } from "~/features/orders/load-orders.server";
import { loadOverview } from "~/features/overview/load-overview.server";
import type { BenchDatabase } from "./bench-database";
import { againstFloor, below, type Figure } from "./figure";
import { defaultRange, headlineFromFacts, readHeadline, type Headline } from "./headline";
import { median, timed, timesOf } from "./stopwatch";
import { fillShop, NOW } from "./synthetic-shop";

const SMALL_SHOP = "4";
const LARGE_SHOP = "5";
const ROUNDS = 5;
/** Seven in ten orders of a bench shop belong to it. */
const CHANNEL = "Online Store";

const PAGES = {
  overview: loadOverview,
  orders: loadOrders,
  repeat: loadRepeat,
  cohorts: loadCohorts,
  value: loadValue,
  groups: loadGroups,
} as const;

/** What every page reads of a shop of a tenth of `orders`, and with a filter of one of all of them. */
export async function pageDataFigures(database: BenchDatabase, orders: number): Promise<Figure[]> {
  const context = { db: database.app, now: Date.now };
  await fillShop(database, SMALL_SHOP, orders / 10);
  const none = new URLSearchParams();
  const figures = [
    ...(await pageFigures("page", 300, (load) => load(context, SMALL_SHOP, none, NOW))),
    await pageFigure("page_abandonment", 300, () => loadAbandonment(context, SMALL_SHOP, none, NOW)),
    await pageFigure("page_goals", 300, () => loadGoals(context, SMALL_SHOP, NOW)),
  ];
  await fillShop(database, LARGE_SHOP, orders);
  const filter = new URLSearchParams({ channel: CHANNEL });
  figures.push(...(await pageFigures("filtered", 1_000, (load) => load(context, LARGE_SHOP, filter, NOW))));
  return [...figures, await filteredHeadline(database)];
}

type Load = (typeof PAGES)[keyof typeof PAGES];

async function pageFigures(prefix: string, limit: number, read: (load: Load) => Promise<unknown>): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const [name, load] of Object.entries(PAGES)) {
    figures.push(await pageFigure(`${prefix}_${name}`, limit, () => read(load)));
  }
  return figures;
}

async function pageFigure(name: string, limit: number, read: () => Promise<unknown>): Promise<Figure> {
  await read();
  return below({ name, value: median(await timesOf(ROUNDS, read)), unit: "ms" }, limit);
}

/** The headline of one channel, beside the same numbers from its orders and sales rows. */
async function filteredHeadline(database: BenchDatabase): Promise<Figure> {
  const range = defaultRange();
  const read = () => readHeadline(database, LARGE_SHOP, range, { channel: CHANNEL });
  const stored: Headline = await read();
  const floor = await timed(() => headlineFromFacts(database, LARGE_SHOP, range, CHANNEL));
  if (JSON.stringify(stored) !== JSON.stringify(floor.result)) {
    const both = `${JSON.stringify(stored)} and ${JSON.stringify(floor.result)}`;
    throw new Error(`The rollups and the facts of a channel of the bench shop tell different numbers: ${both}.`);
  }
  return againstFloor(
    { name: "filtered_headline_read", value: median(await timesOf(ROUNDS, read)), unit: "ms" },
    floor.ms,
    20,
  );
}
