import {
  ADDED_ADDRESS,
  CONSENT_COOKIE,
  PAGE_ELEMENT,
  type PixelPage,
  type StoreEvent,
  type ToPage,
  type ToWorker,
} from "../pixel-page";

// What Shopify's web pixels manager does in a storefront: events with their context, consent, and pixels in workers.

const CLIENT_KEY = "shopify_client_id";
const YEAR_SECONDS = 31_536_000;

const page = JSON.parse(document.getElementById(PAGE_ELEMENT)?.textContent ?? "") as PixelPage;
let isAllowed = page.isConsentGiven;
let worker: Worker | null = null;
let seq = 0;

const privacy = () => ({
  analyticsProcessingAllowed: isAllowed,
  marketingAllowed: isAllowed,
  preferencesProcessingAllowed: isAllowed,
  saleOfDataAllowed: isAllowed,
});

function clientId(): string {
  const known = localStorage.getItem(CLIENT_KEY);
  if (known !== null) return known;
  const id = crypto.randomUUID();
  localStorage.setItem(CLIENT_KEY, id);
  return id;
}

function context() {
  const { hash, host, hostname, href, origin, pathname, port, protocol, search } = window.location;
  const location = { hash, host, hostname, href, origin, pathname, port, protocol, search };
  const { innerHeight, innerWidth, screen } = window;
  const { referrer, title, characterSet } = document;
  const { language, languages, userAgent, cookieEnabled } = navigator;
  return {
    document: { location, referrer, title, characterSet },
    navigator: { language, languages: [...languages], userAgent, cookieEnabled },
    window: { location, innerHeight, innerWidth, screen: { width: screen.width, height: screen.height } },
  };
}

function publish(name: string, content: { readonly data: unknown } | { readonly customData: unknown }): void {
  seq += 1;
  const event = {
    id: `sh-${crypto.randomUUID()}`,
    clientId: clientId(),
    name,
    seq,
    timestamp: new Date(Date.now() + page.aheadMs).toISOString(),
    type: "data" in content ? "standard" : "custom",
    context: context(),
    ...content,
  };
  tell({ type: "event", name, event });
}

const tell = (message: ToWorker) => worker?.postMessage(message);

/** Shopify loads a pixel only where everything it declares was agreed to. */
function startPixel(): void {
  if (page.pixel === null || worker !== null || !isAllowed) return;
  const script = `importScripts(${JSON.stringify(new URL(page.pixel.script, window.location.href).href)})`;
  worker = new Worker(URL.createObjectURL(new Blob([script], { type: "text/javascript" })));
  worker.onmessage = ({ data }: MessageEvent<ToPage>) => {
    const [key = "", value = ""] = data.args;
    const answer = data.method === "getItem" ? sessionStorage.getItem(key) : null;
    if (data.method === "setItem") sessionStorage.setItem(key, value);
    if (data.method === "removeItem") sessionStorage.removeItem(key);
    tell({ type: "stored", call: data.call, value: answer });
  };
  tell({
    type: "start",
    settings: page.pixel.settings,
    aheadMs: page.aheadMs,
    init: {
      context: context(),
      customerPrivacy: privacy(),
      data: {
        customer: page.customerId === null ? null : { id: page.customerId },
        cart: null,
        shop: page.shop,
        purchasingCompany: null,
      },
    },
  });
}

function setTrackingConsent({ analytics }: { readonly analytics: boolean }, done?: () => void): void {
  isAllowed = analytics;
  document.cookie = `${CONSENT_COOKIE}=${analytics ? "yes" : "no"}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
  tell({ type: "consent", customerPrivacy: privacy() });
  startPixel();
  done?.();
}

Object.assign(window, {
  Shopify: {
    ...(window as { readonly Shopify?: object }).Shopify,
    analytics: { publish: (name: string, customData: unknown) => publish(name, { customData }) },
    customerPrivacy: { analyticsProcessingAllowed: () => isAllowed, setTrackingConsent },
  },
});

const publishAll = (events: readonly StoreEvent[]) => {
  for (const { name, data } of events) publish(name, { data });
};

/** As Shopify does: what a script of the theme adds is told on the page that stays. */
const fetchOf = window.fetch;
window.fetch = async (...args) => {
  const answer = await fetchOf(...args);
  if (answer.ok && new URL(answer.url).pathname === "/cart/add.js") {
    void answer.clone().json().then(publishAdded);
  }
  return answer;
};

async function publishAdded({ items }: { readonly items: readonly object[] }): Promise<void> {
  const answer = await fetchOf(`${ADDED_ADDRESS}?${new URLSearchParams({ items: JSON.stringify(items) })}`);
  publishAll((await answer.json()) as StoreEvent[]);
}

startPixel();
publishAll(page.events);
