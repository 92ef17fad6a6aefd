import { rmSync } from "node:fs";
import { join, relative } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { DAY_MS, dayOf } from "~/domain/time/shop-time";
import { ensureEmbeddedDatabase } from "~/embedded-postgres/embedded.server";
import { runCommand, UsageError, untilStopped } from "~/commands/command-line";
import { frameUrl } from "../admin/frame-url";
import { storeName } from "../admin/admin-context";
import { readAppConfig } from "../app-identity/app-config";
import type { Clock } from "../time/clock";
import { readShopFile } from "../data-folder/load-data-folder";
import { startFront } from "../front";
import { PROFILE_NAMES, type ProfileName, PROFILES } from "../sample-shop/profiles";
import { startSimulator } from "../server";
import type { ShopStore } from "../store/shop-store";
import { webPixelOf } from "../store/web-pixel";
import { appEnvironment } from "./app/app-environment";
import { keepRunning } from "./app/app-process";
import { dayBefore, demoClock, noonOf, parseToday } from "./demo/demo-day";
import { appCredentials, dataFolderKey, demoFolder, type DemoFolder } from "./demo/demo-folder";
import { fillShopify } from "./fill/fill";
import type { FillRequest } from "./fill/fill-protocol";
import { tellVisits } from "./app/visits";
import { switchMeasuringOn } from "./app/measuring";
import { openApp, untilImported, untilReady } from "./app/installation";
import { type MovedClock, moveDatabaseClock } from "./app/moved-clock";
import { type DemoPorts, demoPorts, takenPort } from "./demo/ports";

const PROJECT = fileURLToPath(new URL("../../..", import.meta.url));
const FRESH_DAYS = 3;
const LEAVING_MS = 20_000;
const HIGHEST_BASE_PORT = 65_530;
const APP = { name: "Comeback", handle: "comeback" };

interface DemoOptions {
  readonly orders: number;
  readonly seed: number;
  readonly profile: ProfileName;
  readonly data: string | undefined;
  readonly port: number;
  readonly today: string | undefined;
}

await runCommand({
  help: `
Usage: npm run demo [-- --orders N --seed S --profile NAME --data DIR --today DAY --port P]

Runs the app in a sample shop on this machine: a simulated Shopify with admin and storefront, a database, and the app
installed and filled. Prints the addresses to open and runs until Ctrl-C. A second start with the same options finds
everything as it was left.

  --orders N      orders of the sample shop (default 20000)
  --seed S        another number makes another shop (default 1)
  --profile NAME  where the shop is: ${PROFILE_NAMES.join(", ")} (default berlin)
  --data DIR      a data folder to load in place of the sample shop; its clock begins at the folder's installedAt
  --today DAY     the shop and every clock stand at noon of that day, such as 2026-03-31, and run on from there
                  (default: now)
  --port P        first of six ports in a row (default 4600)

Its data lies in COMEBACK_DATA_DIR (default .comeback), a folder for each set of options.
`,
  options: {
    orders: { type: "string", default: "20000" },
    seed: { type: "string", default: "1" },
    profile: { type: "string", default: "berlin" },
    data: { type: "string" },
    today: { type: "string" },
    port: { type: "string", default: "4600" },
  },
  async run(values) {
    const profile = PROFILE_NAMES.find((name) => name === values.profile);
    if (profile === undefined) throw new UsageError(`--profile must be one of ${PROFILE_NAMES.join(", ")}.`);
    await demo({
      orders: wholeNumber("--orders", values.orders, 1, 50_000_000),
      seed: wholeNumber("--seed", values.seed, 0, 2 ** 32 - 1),
      profile,
      data: values.data,
      today: values.today,
      port: wholeNumber("--port", values.port, 1, HIGHEST_BASE_PORT),
    });
  },
});

function wholeNumber(option: string, text: string, lowest: number, highest: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= lowest && value <= highest) return value;
  throw new UsageError(`${option} must be a whole number from ${lowest} to ${highest}, not "${text}".`);
}

async function demo(options: DemoOptions): Promise<void> {
  const ports = demoPorts(options.port);
  const dataKey = options.data === undefined ? undefined : dataFolderKey(options.data);
  const beginsAt = beginningOf(options);
  const folder = demoFolder(process.env["COMEBACK_DATA_DIR"] || join(PROJECT, ".comeback"), {
    ...options,
    data: dataKey,
  });
  await claimPorts(folder, ports);

  const stop = new AbortController();
  const ended = new Promise<never>((_resolve, reject) => {
    stop.signal.addEventListener("abort", () => reject(stop.signal.reason));
  });
  const wish = new Error("Stopping ...");
  void untilUnwanted().then(() => stop.abort(wish));

  const { clock, stop: stopClock } = demoClock(beginsAt, folder.clock);
  const undo: (() => unknown)[] = [stopClock];
  const running = start({ options, folder, ports, clock, undo, stop });
  try {
    await Promise.race([running, ended]);
    await ended;
  } catch (error) {
    if (error !== wish) throw error;
    say(wish.message);
  } finally {
    stop.abort(wish);
    await undoAll(undo);
    // What was just being started goes as well.
    await running.catch(() => {});
    await undoAll(undo);
    folder.leave();
  }
  process.exit(0);
}

/** When the clock of the demo begins, if not now. */
function beginningOf({ data, profile, today }: DemoOptions): number | null {
  const given = data === undefined ? null : readShopFile(data);
  if (today === undefined) return given?.installedAt ?? null;
  const timeZone = given?.row.ianaTimezone ?? PROFILES[profile].timeZone;
  const now = Date.now();
  return noonOf(parseToday(today, timeZone, now), timeZone, now);
}

async function undoAll(undo: (() => unknown)[]): Promise<void> {
  for (let step = undo.pop(); step !== undefined; step = undo.pop()) await step();
}

/** Resolves when the demo shall end: a signal, or the end of the process that started it. */
function untilUnwanted(): Promise<unknown> {
  return Promise.race([
    untilStopped(),
    new Promise((resolve) => {
      process.once("SIGHUP", resolve);
      process.once("disconnect", resolve);
    }),
  ]);
}

/** After a crash the processes of the demo before need a moment to notice and to leave their ports. */
async function claimPorts(folder: DemoFolder, ports: DemoPorts): Promise<void> {
  const deadline = performance.now() + (folder.wasLeftInDisorder() ? LEAVING_MS : 0);
  // The database may still run from before, and moves to another port where its own is taken.
  const { database: _, ...needed } = ports;
  for (;;) {
    const taken = await takenPort(Object.values(needed));
    if (taken === null) break;
    if (performance.now() > deadline) {
      throw new Error(
        `Port ${taken} is already in use; stop what uses it (another demo?) or choose other ports with --port ${ports.admin + 100}.`,
      );
    }
    await delay(200);
  }
  folder.enter();
}

interface Demo {
  readonly options: DemoOptions;
  readonly folder: DemoFolder;
  readonly ports: DemoPorts;
  readonly clock: MovedClock;
  /** Collects how to stop what was started. */
  readonly undo: (() => unknown)[];
  readonly stop: AbortController;
}

/** Starts everything, from the database to the filled app. */
async function start({ options, folder, ports, clock, undo, stop }: Demo): Promise<void> {
  const { signal } = stop;
  const credentials = appCredentials(folder);
  const appUrl = `http://127.0.0.1:${ports.tunnel}`;
  const openShopify = () =>
    startSimulator({ dataDir: folder.shopify, port: ports.shopify, appUrl, clock: clock.now, ...credentials });
  let simulator = await openShopify();
  if (simulator.store.shops().length === 0) {
    await simulator.close();
    say(
      options.data === undefined
        ? `Making a sample shop with ${count(options.orders)} orders.`
        : `Loading ${options.data}.`,
    );
    const source = sourceOf(options, folder, clock.now);
    await fillShopify({ dataDir: folder.shopify, source, clock, ...credentials }, say, signal);
    simulator = await openShopify();
  }
  undo.push(() => simulator.close());
  const [shop] = simulator.store.shops();
  if (shop === undefined) throw new Error("The simulated Shopify holds no shop.");
  sayHowOld(shop, folder, clock.now);
  signal.throwIfAborted();

  say("Starting the database.");
  const database = await ensureEmbeddedDatabase({ dataDir: folder.app, port: ports.database });
  undo.push(() => database.stop());
  await moveDatabaseClock(database.ownerUrl, clock);

  const { optionalScopes, proxy } = readAppConfig(join(PROJECT, "shopify.app.toml"));
  const front = await startFront({
    simulator,
    app: { ...APP, apiKey: credentials.apiKey, optionalScopes },
    appUrl: `http://127.0.0.1:${ports.web}`,
    extensionDir: join(PROJECT, "extensions/recommendations-theme"),
    appProxy: proxy,
    apiSecret: credentials.apiSecret,
    adminPort: ports.admin,
    storefrontPort: ports.storefront,
    tunnelPort: ports.tunnel,
  });
  undo.push(() => front.close());
  signal.throwIfAborted();

  say("Starting the app.");
  const env = {
    ...appEnvironment({ simulatorUrl: simulator.url, appUrl, dataDir: folder.app, ...credentials }),
    ...clock.environment,
    PORT: String(ports.web),
    HOST: "127.0.0.1",
    APP_BRIDGE_URL: front.appBridgeUrl,
  };
  const logOf = (name: string) => join(folder.logs, `${name}.log`);
  for (const name of ["web", "worker"]) {
    const child = keepRunning({
      name,
      script: `app/commands/${name}.ts`,
      env,
      logFile: logOf(name),
      onTrouble: (message, isOver) => (isOver ? stop.abort(new Error(message)) : say(message)),
    });
    undo.push(() => child.stop());
  }
  await untilReady(appUrl, signal, () => say(`The app is still starting; see ${logOf("web")}.`));

  if (shop.profile().installedAt === null) shop.install();
  const token = () => simulator.sessionToken(shop.domain);
  await openApp(await frameUrl({ appUrl, sessionToken: token }, shop.domain, "/app", new URLSearchParams()), signal);
  await untilImported(appUrl, token, say, signal);
  if (webPixelOf(simulator.store.database, shop.id) === null) {
    say("Telling the app what shoppers did lately.");
    const directory = options.data ?? folder.draft;
    await tellVisits({ env, shop: shop.domain, directory, logFile: logOf("visits") }, signal);
    rmSync(folder.draft, { recursive: true, force: true });
    await switchMeasuringOn(shop, appUrl, token);
  }

  const store = `${front.adminUrl}/store/${storeName(shop.domain)}`;
  say(`
${shop.profile().name} is ready.

  Admin with the app  ${store}/apps/${APP.handle}
  Storefront          ${front.storefrontUrl}
  All its numbers     ${reportCommand(shop, folder, clock.now)}

Buy something in the storefront and watch the numbers follow. Ctrl-C stops everything; the next start finds it again.`);
}

function sourceOf(
  { data, today, orders, seed, profile }: DemoOptions,
  folder: DemoFolder,
  now: Clock,
): FillRequest["source"] {
  if (data !== undefined) return { kind: "folder", directory: data, standsAt: today === undefined ? null : now() };
  const endsAt = dayBefore(now(), PROFILES[profile].timeZone);
  return { kind: "sample", orders, seed, profile, endsAt, draft: folder.draft };
}

/** A shop made weeks ago has nothing to show for the last days, which looks like a fault. */
function sayHowOld(shop: ShopStore, folder: DemoFolder, now: Clock): void {
  const [newest] = shop.latestOrders(1);
  const days = newest === undefined ? 0 : Math.floor((now() - newest.processedAt) / DAY_MS);
  const name = shop.profile().name;
  if (days <= FRESH_DAYS) say(`Opening ${name}.`);
  else say(`Opening ${name}, whose newest order is ${days} days old; delete ${folder.path} for a fresh shop.`);
}

/** How to print the numbers of the thirty days that end with the newest order. */
function reportCommand(shop: ShopStore, folder: DemoFolder, now: Clock): string {
  const { ianaTimezone: zone } = shop.profile();
  const end = shop.latestOrders(1)[0]?.processedAt ?? now();
  const days = `--from ${dayOf(end - 29 * DAY_MS, zone)} --to ${dayOf(end, zone)}`;
  return `npm run report -- --data-dir ${relative(PROJECT, folder.app)} --shop ${shop.domain} ${days}`;
}

function count(number: number): string {
  return number.toLocaleString("en-US");
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
