import { CHANNEL, isEnvelope, type FromAdmin, type FromApp } from "./messages";

const SHOPIFY_ADMIN = "https://admin.shopify.com";
const KNOCK_MS = 100;

/** The frame's end of the conversation with the admin page. */
export interface AdminLink {
  readonly origin: string;
  readonly isFramed: boolean;
  send(message: FromApp): void;
  listen(listener: (message: FromAdmin) => void): void;
  /** Sends a numbered question and waits for the answer of that number. */
  ask<Type extends FromAdmin["type"]>(
    question: (request: number) => FromApp,
    answerType: Type,
  ): Promise<Extract<FromAdmin, { type: Type }>>;
}

/**
 * @param scriptUrl - where this script came from: the simulator's admin. Only that page and Shopify's own admin
 *   (which a test may put around the app) are spoken to, by exact origin. The frame may load before the page around
 *   it listens, so it knocks until it is answered and says nothing else before.
 */
export function openAdminLink(scriptUrl: string): AdminLink {
  const isFramed = window.parent !== window;
  const scriptOrigin = new URL(scriptUrl).origin;
  const origin = isFramed && outerOrigin() === SHOPIFY_ADMIN ? SHOPIFY_ADMIN : scriptOrigin;
  const listeners: ((message: FromAdmin) => void)[] = [];
  let requests = 0;

  const post = (message: FromApp) => window.parent.postMessage({ channel: CHANNEL, message }, origin);
  let unheard: FromApp[] | null = isFramed && origin !== SHOPIFY_ADMIN ? [] : null;
  const knock = () => post({ type: "hello" });
  const knocking = unheard && window.setInterval(knock, KNOCK_MS);
  if (isFramed) knock();
  const isHeard = () => {
    if (knocking !== null) window.clearInterval(knocking);
    for (const message of unheard ?? []) post(message);
    unheard = null;
  };

  window.addEventListener("message", (event: MessageEvent<unknown>) => {
    if (event.origin !== origin || event.source !== window.parent || !isEnvelope(event.data)) return;
    const message = event.data.message as FromAdmin;
    if (message.type === "ready") isHeard();
    for (const listener of [...listeners]) listener(message);
  });

  return {
    origin,
    isFramed,
    send(message) {
      if (!isFramed) return;
      if (unheard === null) post(message);
      else unheard.push(message);
    },
    listen(listener) {
      listeners.push(listener);
    },
    ask(question, answerType) {
      const request = ++requests;
      return new Promise((resolve) => {
        const listener = (message: FromAdmin) => {
          if (message.type !== answerType || !("request" in message) || message.request !== request) return;
          listeners.splice(listeners.indexOf(listener), 1);
          resolve(message as Extract<FromAdmin, { type: typeof answerType }>);
        };
        listeners.push(listener);
        this.send(question(request));
      });
    },
  };
}

function outerOrigin(): string | null {
  const ancestor = window.location.ancestorOrigins?.[0];
  if (ancestor) return ancestor;
  return document.referrer ? new URL(document.referrer).origin : null;
}
