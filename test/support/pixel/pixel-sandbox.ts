import vm from "node:vm";
import { browserScript } from "../../simulator/pages/browser-script";

const pixelScript = browserScript(new URL("../../../extensions/web-pixel/src/index.ts", import.meta.url));

const PHONE =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1";

export interface PageContext {
  readonly pathname?: string;
  readonly search?: string;
  readonly referrer?: string;
  readonly userAgent?: string;
  readonly screenWidth?: number;
}

export interface SandboxOptions {
  readonly fetch: typeof fetch;
  readonly isAllowed?: boolean;
  /** That of the tab, which outlives a page. */
  readonly tab?: Map<string, string>;
  readonly page?: PageContext;
  readonly customerId?: string | null;
  readonly endpoint?: string;
  readonly account?: string;
  /** The shopper's clock. */
  readonly now?: () => number;
}

export interface PixelSandbox {
  /** Publishes an event as Shopify does; parts of it can be told otherwise. */
  publish(name: string, data?: object, parts?: object): Promise<void>;
  /** As `Shopify.analytics.publish` of the theme does. */
  publishCustom(name: string, customData: unknown): Promise<void>;
  consent(isAllowed: boolean): Promise<void>;
  /** The page is left: nothing that is under way comes back. */
  kill(): void;
}

let published = 0;

/**
 * The pixel in what Shopify's strict sandbox has, and nothing else: no window, no document, no storage but through
 * promises. Events cross a worker's border, so they are cloned.
 */
export async function pixelSandbox(options: SandboxOptions): Promise<PixelSandbox> {
  const { isAllowed = true, tab = new Map<string, string>(), page = {}, customerId = null } = options;
  const subscribers = new Map<string, ((event: unknown) => void)[]>();
  const consents: ((event: unknown) => void)[] = [];
  const state = { isAlive: true };

  const never = new Promise<never>(() => {});
  const whileAlive = async <T>(work: () => T | Promise<T>): Promise<T> => {
    if (!state.isAlive) return never;
    const result = await work();
    return state.isAlive ? result : never;
  };
  const storage = {
    getItem: (key: string) => whileAlive(() => tab.get(key) ?? null),
    setItem: (key: string, value: string) => whileAlive(() => void tab.set(key, value)),
    removeItem: (key: string) => whileAlive(() => void tab.delete(key)),
  };
  const context = contextOf(page);
  const api = {
    settings: { accountID: options.account ?? "7.key", endpoint: options.endpoint ?? "https://app.test/events" },
    analytics: {
      subscribe(name: string, callback: (event: unknown) => void) {
        subscribers.set(name, [...(subscribers.get(name) ?? []), callback]);
        return () => true;
      },
    },
    browser: { sessionStorage: storage },
    customerPrivacy: { subscribe: (_name: string, callback: (event: unknown) => void) => consents.push(callback) },
    init: {
      context,
      data: {
        customer: customerId === null ? null : { id: customerId, email: "ada@example.com" },
        cart: null,
        shop: {},
      },
      customerPrivacy: privacy(isAllowed),
    },
  };

  let extension: ((api: unknown) => void) | undefined;
  const globals = {
    console,
    fetch: (...args: Parameters<typeof fetch>) => whileAlive(() => options.fetch(...args)),
    URL,
    URLSearchParams,
    TextEncoder,
    setTimeout: (work: () => void, ms: number) => void setTimeout(() => state.isAlive && work(), ms),
    shopify: {
      extend(point: string, callback: (api: unknown) => void) {
        if (point !== "WebPixel::Render") throw new RangeError(`no extension point ${point}`);
        extension = callback;
      },
    },
  };
  const sandbox = vm.createContext({ ...globals, self: globals });
  if (options.now) (vm.runInContext("Date", sandbox) as DateConstructor).now = options.now;
  vm.runInContext(await pixelScript(), sandbox, { timeout: 1_000 });
  extension?.(api);

  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  const emit = async (name: string, event: object) => {
    for (const callback of subscribers.get(name) ?? []) callback(structuredClone(event));
    await settle();
  };
  const common = () => {
    published += 1;
    return {
      id: `event-${published}`,
      clientId: "client-1",
      seq: published,
      timestamp: new Date().toISOString(),
      context,
    };
  };
  await settle();
  return {
    publish: (name, data = {}, parts = {}) => emit(name, { ...common(), name, type: "standard", data, ...parts }),
    publishCustom: (name, customData) => emit(name, { ...common(), name, type: "custom", customData }),
    async consent(isAllowedNow) {
      for (const callback of consents) callback({ customerPrivacy: privacy(isAllowedNow) });
      await settle();
    },
    kill() {
      state.isAlive = false;
    },
  };
}

const privacy = (isAllowed: boolean) => ({
  analyticsProcessingAllowed: isAllowed,
  marketingAllowed: false,
  preferencesProcessingAllowed: false,
  saleOfDataAllowed: false,
});

function contextOf({ pathname = "/", search = "", referrer = "", userAgent = PHONE, screenWidth = 390 }: PageContext) {
  const location = { hostname: "shop.test", pathname, search, href: `https://shop.test${pathname}${search}` };
  return {
    document: { location, referrer, title: "A page" },
    navigator: { userAgent, language: "en" },
    window: { location, innerWidth: screenWidth, screen: { width: screenWidth, height: 800 } },
  };
}
