import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { foldVisits } from "~/features/measurement/fold-visits.server";
import { type IngestApp, provideContext, startIngestApp } from "../../support/app/ingest-app";
import { newShop } from "../../support/database/new-shop";
import { runPixel } from "../../support/measurement/run-pixel";
import { pixelSandbox, type PageContext } from "../../support/pixel/pixel-sandbox";

const MINUTE_MS = 60_000;
const IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Safari/604.1";
const DESKTOP = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/147.0.0.0 Safari/537.36";
const TABLET = "Mozilla/5.0 (Linux; Android 15; SM-X710) AppleWebKit/537.36 Chrome/147.0.0.0 Safari/537.36";

let app: IngestApp;
beforeAll(async () => {
  app = await startIngestApp();
});
afterEach(() => provideContext(app.context));
afterAll(() => app.close());

interface Step {
  readonly client: string;
  /** Minutes after the first step of all. */
  readonly minute: number;
  readonly name: string;
  readonly data?: object;
  readonly page?: PageContext;
}

const variant = (id: number) => ({ id: String(id), product: { id: String(id) } });
const viewed = (id: number) => ({ productVariant: variant(id) });
const checkout = (token: string) => ({ checkout: { token, order: null, email: "ada@example.com" } });
const pages = (pathname: string, more: PageContext = {}): PageContext => ({ pathname, ...more });

/** Visits of four shoppers: example Q of the definitions. */
const VISITS: readonly Step[] = [
  { client: "v1", minute: 0, name: "page_viewed", page: pages("/", { search: "?utm_source=google&utm_medium=cpc" }) },
  { client: "v1", minute: 2, name: "product_viewed", data: viewed(1) },
  { client: "v1", minute: 5, name: "product_added_to_cart", data: { cartLine: { merchandise: variant(1) } } },
  { client: "v1", minute: 40, name: "page_viewed" },
  { client: "v1", minute: 41, name: "checkout_started", data: checkout("t1") },
  { client: "v1", minute: 44, name: "checkout_completed", data: checkout("t1") },
  { client: "v2", minute: 60, name: "page_viewed", page: pages("/", { referrer: "https://www.instagram.com/" }) },
  { client: "v2", minute: 61, name: "search_submitted", data: { searchResult: { query: "x", productVariants: [] } } },
  { client: "v2", minute: 62, name: "page_viewed" },
  { client: "v3", minute: 120, name: "product_viewed", data: viewed(2) },
  { client: "v3", minute: 130, name: "checkout_started", data: checkout("t2") },
  { client: "v3", minute: 132, name: "checkout_completed", data: checkout("t2") },
  { client: "v3", minute: 133, name: "checkout_completed", data: checkout("t2") },
  {
    client: "v4",
    minute: 180,
    name: "product_viewed",
    data: viewed(3),
    page: pages("/", { search: "?utm_medium=email" }),
  },
];
const DEVICES: Readonly<Record<string, string>> = { v1: IPHONE, v2: DESKTOP, v3: TABLET, v4: IPHONE };
const EXPECTED = { sessions: 5, product: 4, cart: 3, checkout: 2, completed: 2 };

type Fetch = typeof fetch;

interface Fault {
  /** Between the pixel and the endpoint. */
  readonly line?: (send: Fetch) => Fetch;
  readonly change?: (steps: readonly Step[]) => readonly Step[];
  /** How far the shoppers' clocks are off, in minutes. */
  readonly clockMinutes?: number;
  readonly isKilledMidSend?: boolean;
  readonly tabs?: number;
}

async function measuredShop() {
  const shopId = await newShop(app.database.db, { timeZone: "UTC" });
  return { shop: { id: Number(shopId) }, account: await runPixel(app.database.db, shopId) };
}

/**
 * Lives the steps, each on a page of its own and at its time, and then, after the last of them, a last page of every
 * tab, which sends what is left.
 */
async function live(account: string, steps: readonly Step[], fault: Fault, begin: number): Promise<void> {
  const { line = (send) => send, clockMinutes = 0, isKilledMidSend = false, tabs = 1 } = fault;
  const send = line((url, init) => fetch(url, init));
  let now = begin;
  const shopperNow = () => now + clockMinutes * MINUTE_MS;
  provideContext({ ...app.context, now: () => now });
  const storages = new Map<string, Map<string, string>>();
  const tabOf = (client: string, at: number) => {
    const key = `${client} ${at % tabs}`;
    const tab = storages.get(key) ?? new Map<string, string>();
    storages.set(key, tab);
    return tab;
  };
  const open = (client: string, tab: Map<string, string>, fetchOf: Fetch, page: PageContext = {}) =>
    pixelSandbox({
      account,
      endpoint: app.eventsUrl,
      fetch: fetchOf,
      tab,
      page: { userAgent: DEVICES[client] ?? IPHONE, ...page },
      now: shopperNow,
    });
  for (const [at, { client, minute, name, data, page }] of steps.entries()) {
    now = begin + minute * MINUTE_MS;
    const tab = tabOf(client, at);
    const underWay: Promise<unknown>[] = [];
    const pixel = await open(
      client,
      tab,
      (...args) => {
        const answer = send(...args);
        underWay.push(answer.catch(() => {}));
        return answer;
      },
      page,
    );
    const timestamp = new Date(shopperNow()).toISOString();
    const published = pixel.publish(name, data, {
      id: `${client}-${begin}-${at}`,
      clientId: client,
      timestamp,
      seq: at,
    });
    if (isKilledMidSend) pixel.kill();
    await published;
    await Promise.all(underWay);
    await expect.poll(() => isKilledMidSend || tab.size === 0 || fault.line !== undefined, { interval: 5 }).toBe(true);
    pixel.kill();
  }
  for (const [key, tab] of storages) {
    await open(key.split(" ")[0] ?? "", tab, (url, init) => fetch(url, init));
    await expect.poll(() => tab.size).toBe(0);
  }
}

async function totalsAfter(fault: Fault): Promise<Record<string, number>> {
  const { shop, account } = await measuredShop();
  await live(account, (fault.change ?? ((steps) => steps))(VISITS), fault, Date.now() - 4 * 60 * MINUTE_MS);
  await foldVisits(app.context, { shopId: String(shop.id) }, new AbortController().signal);
  const [totals] = await app.rows<Record<string, number>>(
    shop,
    `SELECT sum(sessions)::int AS sessions, sum(product)::int AS product, sum(cart)::int AS cart,
            sum(checkout)::int AS checkout, sum(completed)::int AS completed
     FROM rollup_session_day WHERE shop_id = $1`,
  );
  return totals ?? {};
}

/** The first requests fail, so many as `requests`. */
const failing =
  (requests: number, fail: () => Promise<Response>) =>
  (send: Fetch): Fetch => {
    let left = requests;
    return (...args) => (left-- > 0 ? fail() : send(...args));
  };

const FAULTS: readonly (readonly [string, Fault])[] = [
  ["nothing goes wrong", {}],
  [
    "every request arrives twice",
    {
      line:
        (send) =>
        async (...args) => {
          await send(...args);
          return send(...args);
        },
    },
  ],
  [
    "answers are lost on their way back",
    {
      line: (send) => {
        let count = 0;
        return async (...args) => {
          const answer = await send(...args);
          count += 1;
          if (count % 2 === 1) throw new TypeError("network");
          return answer;
        };
      },
    },
  ],
  ["the endpoint is away for a while", { line: failing(9, () => Promise.reject(new TypeError("network"))) }],
  ["the endpoint answers 500 for a while", { line: failing(9, async () => new Response(null, { status: 500 })) }],
  ["every worker is killed while it sends", { isKilledMidSend: true }],
  ["each shopper has two tabs", { tabs: 2 }],
  ["the shoppers' clocks are two hours behind", { clockMinutes: -120 }],
  ["the shoppers' clocks are two hours ahead", { clockMinutes: 120 }],
  [
    "the shoppers' clocks are two hours ahead, and the endpoint is away for a while",
    { clockMinutes: 120, line: failing(9, () => Promise.reject(new TypeError("network"))) },
  ],
  [
    "a theme adds twice, and the thank-you page is loaded again",
    {
      change: (steps) =>
        steps.flatMap((step) =>
          /added|completed/.test(step.name) ? [step, { ...step, minute: step.minute + 1 / 60 }] : [step],
        ),
    },
  ],
];

describe("sessions and funnel of the worked example", () => {
  it.each(FAULTS)("hold when %s", async (_what, fault) => {
    expect(await totalsAfter(fault)).toEqual(EXPECTED);
  });

  it("lack only the purchase whose completion was lost", async () => {
    const change = (steps: readonly Step[]) =>
      steps.filter(({ client, name }) => client !== "v1" || name !== "checkout_completed");
    expect(await totalsAfter({ change })).toEqual({ ...EXPECTED, completed: 1 });
  });

  it.each([-120, 120])("lie on their day where the shoppers' clocks are %s minutes off", async (clockMinutes) => {
    const { shop, account } = await measuredShop();
    const day = new Date(Date.now() - 24 * 60 * MINUTE_MS).toISOString().slice(0, 10);
    // From one minute after midnight, and to one minute before.
    for (const begin of [Date.parse(`${day}T00:01Z`), Date.parse(`${day}T23:59Z`) - 180 * MINUTE_MS]) {
      await live(account, VISITS, { clockMinutes }, begin);
    }
    await foldVisits(app.context, { shopId: String(shop.id) }, new AbortController().signal);
    expect(
      await app.rows(shop, "SELECT DISTINCT day::text FROM rollup_session_day WHERE shop_id = $1 AND sessions > 0"),
    ).toEqual([{ day }]);
  });
});

describe("consent", () => {
  it("refused leaves no row, and given late only what follows", async () => {
    const { shop, account } = await measuredShop();
    const rows = () => app.rows<{ name: string }>(shop, "SELECT name FROM storefront_event WHERE shop_id = $1");
    const pixel = await pixelSandbox({
      account,
      endpoint: app.eventsUrl,
      fetch: (url, init) => fetch(url, init),
      isAllowed: false,
    });
    await pixel.publish("page_viewed");
    await pixel.publish("product_viewed", viewed(1));
    await pixel.consent(true);
    await pixel.publish("cart_viewed", { cart: null });
    await expect.poll(rows).toEqual([{ name: "cart_viewed" }]);
  });
});
