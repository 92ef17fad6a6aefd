import { Agent, request } from "node:http";
import type { AddressInfo } from "node:net";
import { openDatabase } from "~/adapters/db/connect/client.server";
import { openQueue } from "~/adapters/jobs/queue.server";
import { EVENT_CONNECTIONS, type AppContext } from "~/context/context.server";
import { foldVisits } from "~/features/measurement/fold-visits.server";
import { createLog } from "~/process/log.server";
import { createWebServer } from "~/web/web-server";
import { OPEN_ROUTES } from "../support/app/open-routes";
import { provideContext } from "../support/app/provide-context";
import { runPixel } from "../support/measurement/run-pixel";
import type { BenchDatabase } from "./bench-database";
import { above, type Figure } from "./figure";
import { timed } from "./stopwatch";
import { writeEmptyShop } from "./synthetic-shop";

const SHOPS = ["21", "22", "23"];
/** Shoppers who send at the same moment: what waits for the database goes together. */
const SENDERS = 200;
const EVENTS_PER_REQUEST = 2;
const LEAST_PER_SECOND = 1_000;
/** A visit that buys; most shoppers leave before, at each step. */
const VISIT = [
  "page_viewed",
  "product_viewed",
  "product_added_to_cart",
  "cart_viewed",
  "checkout_started",
  "checkout_completed",
];

/** Events taken in by the app's own HTTP server and folded into the numbers, by one process that also sends them. */
export async function storefrontEventFigures(database: BenchDatabase, events: number): Promise<Figure[]> {
  const { app: db, appUrl } = database;
  const log = createLog("silent");
  const [queue, pool] = [await openQueue(appUrl, log), openDatabase(appUrl, { max: EVENT_CONNECTIONS })];
  const context = { db, events: pool, queue, now: Date.now, log } as unknown as AppContext;
  provideContext(context);
  const server = createWebServer({
    build: OPEN_ROUTES,
    appUrl: "http://127.0.0.1",
    clientFolder: "/nowhere",
    log,
    whyNotReady: async () => null,
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    const bodies = bodiesOf(await Promise.all(SHOPS.map((shopId) => measuredShop(database, shopId))), events);
    const taken = await timed(() => sendAll((server.address() as AddressInfo).port, bodies));
    const folded = await timed(() =>
      Promise.all(SHOPS.map((shopId) => foldVisits(context, { shopId }, AbortSignal.timeout(600_000)))),
    );
    await expectAll(database, events);
    const perSecond = (ms: number) => events / (ms / 1_000);
    return [
      above({ name: "storefront_events", value: perSecond(taken.ms + folded.ms), unit: "per s" }, LEAST_PER_SECOND),
      above({ name: "storefront_events_taken", value: perSecond(taken.ms), unit: "per s" }, LEAST_PER_SECOND),
    ];
  } finally {
    server.closeAllConnections();
    server.close();
    await queue.close();
    await pool.close();
  }
}

async function measuredShop(database: BenchDatabase, shopId: string): Promise<string> {
  await writeEmptyShop(database, shopId);
  return runPixel(database.app, shopId);
}

/** Requests as many shoppers at once send them: those of one lie apart. */
function bodiesOf(accounts: readonly string[], events: number): string[] {
  const begin = Date.now() - 3_600_000;
  const visits = Math.ceil(events / VISIT.length);
  const sent = Array.from({ length: events }, (_, at) => {
    const [step, visit] = [Math.floor(at / visits), at % visits];
    return {
      account: accounts[visit % accounts.length] ?? "",
      event: {
        id: `sh-${visit}-${step}`,
        clientId: `client-${visit}`,
        at: new Date(begin + step * 30_000 + visit).toISOString(),
        seq: step,
        name: VISIT[step],
        device: visit % 3 === 0 ? "desktop" : "mobile",
        referrer: step === 0 ? "www.google.com" : "",
        path: "/products/coffee",
        ...(step < 3 && { productId: 1 + (visit % 200), variantId: 10 + (visit % 200) }),
        ...(step > 3 && { checkoutToken: `token-${visit}` }),
      },
    };
  });
  return accounts.flatMap((account) => {
    const own = sent.filter((each) => each.account === account).map(({ event }) => event);
    return Array.from({ length: Math.ceil(own.length / EVENTS_PER_REQUEST) }, (_, at) =>
      JSON.stringify({ account, events: own.slice(at * EVENTS_PER_REQUEST, (at + 1) * EVENTS_PER_REQUEST) }),
    );
  });
}

async function sendAll(port: number, bodies: readonly string[]): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: SENDERS });
  let next = 0;
  const send = async () => {
    for (let body = bodies[next++]; body !== undefined; body = bodies[next++]) {
      const status = await post(agent, port, body);
      if (status !== 204) throw new Error(`The endpoint answered ${status}.`);
    }
  };
  await Promise.all(Array.from({ length: SENDERS }, send));
  agent.destroy();
}

function post(agent: Agent, port: number, body: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const headers = { "content-type": "text/plain", "content-length": Buffer.byteLength(body) };
    request({ agent, port, host: "127.0.0.1", path: "/events", method: "POST", headers }, (answer) => {
      answer.resume().once("end", () => resolve(answer.statusCode));
    })
      .once("error", reject)
      .end(body);
  });
}

/** A figure of events that were dropped would be worth nothing. */
async function expectAll({ owner }: BenchDatabase, events: number): Promise<void> {
  const { rows } = await owner.pool.query<{ stored: number; counted: number }>(
    `SELECT (SELECT count(*)::int FROM storefront_event WHERE shop_id = ANY($1)) AS stored,
            (SELECT sum(sessions)::int FROM rollup_session_day WHERE shop_id = ANY($1)) AS counted`,
    [SHOPS],
  );
  const visits = Math.ceil(events / VISIT.length);
  if (rows[0]?.stored !== events || rows[0].counted !== visits) {
    throw new Error(
      `Of ${events} events ${rows[0]?.stored} were stored, of ${visits} visits ${rows[0]?.counted} counted.`,
    );
  }
}
