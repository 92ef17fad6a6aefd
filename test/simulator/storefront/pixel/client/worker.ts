import type { ToPage, ToWorker } from "../pixel-page";

// What Shopify's strict sandbox offers to a pixel: this stands before the pixel in the same worker.

type Callback = (event: unknown) => void;

const subscribers = new Map<string, Callback[]>();
const consentCallbacks: Callback[] = [];
const calls = new Map<number, (value: string | null) => void>();
let extension: ((api: unknown) => void) | undefined;

const worker = globalThis as unknown as {
  postMessage(message: ToPage): void;
  onmessage: (event: { readonly data: ToWorker }) => void;
  shopify: unknown;
};

const storage =
  (method: ToPage["method"]) =>
  (...args: string[]) =>
    new Promise<string | null>((resolve) => {
      const call = calls.size + 1;
      calls.set(call, resolve);
      worker.postMessage({ type: "storage", call, method, args });
    });
const sessionStorage = { getItem: storage("getItem"), setItem: storage("setItem"), removeItem: storage("removeItem") };

worker.shopify = {
  extend(point: string, callback: (api: unknown) => void) {
    if (point !== "WebPixel::Render") throw new RangeError(`there is no extension point ${point}`);
    extension = callback;
  },
};

worker.onmessage = ({ data }) => {
  switch (data.type) {
    case "start": {
      // Its clock is that of the events.
      const now = Date.now;
      Date.now = () => now() + data.aheadMs;
      extension?.({
        init: data.init,
        settings: data.settings,
        browser: { sessionStorage },
        analytics: {
          subscribe(name: string, callback: Callback) {
            subscribers.set(name, [...(subscribers.get(name) ?? []), callback]);
            return () => true;
          },
        },
        customerPrivacy: { subscribe: (_name: string, callback: Callback) => consentCallbacks.push(callback) },
      });
      return;
    }
    case "event":
      for (const callback of subscribers.get(data.name) ?? []) callback(data.event);
      return;
    case "consent":
      for (const callback of consentCallbacks) callback({ customerPrivacy: data.customerPrivacy });
      return;
    case "stored":
      calls.get(data.call)?.(data.value);
  }
};
