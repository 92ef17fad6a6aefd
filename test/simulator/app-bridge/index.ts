import { reportAddress } from "./address";
import { openAdminLink, type AdminLink } from "./admin-link";
import { authorizedFetch } from "./authorized-fetch";
import { mirrorBars } from "./bars";
import { bridgeConfig, type BridgeConfig } from "./config";
import { installModal } from "./modal";
import { routeOutsideLinks } from "./outside-links";
import { installSaveBar } from "./save-bar";
import { sessionTokens, type SessionTokens } from "./session-token";
import { toasts } from "./toast";
import { webVitals } from "./web-vitals";

// Stands in for Shopify's App Bridge script. It runs before the app hydrates and touches no element of the page:
// React would throw the server's markup away. What must not show is hidden by an adopted style sheet.

const HIDDEN_ELEMENTS = `
  ui-nav-menu, s-app-nav, ui-title-bar, ui-save-bar, ui-modal { display: none; }
  .simulated-modal { border: 0; border-radius: 12px; padding: 0; max-height: 85vh; box-shadow: 0 8px 40px #0006; }
  .simulated-modal::backdrop { background: #0008; }
  .simulated-modal header, .simulated-modal-actions { display: flex; gap: 8px; align-items: center; padding: 12px 16px; }
  .simulated-modal header { background: #f3f3f3; justify-content: space-between; }
  .simulated-modal h2 { margin: 0; font-size: 14px; font-weight: 650; }
  .simulated-modal-actions { justify-content: flex-end; border-top: 1px solid #e3e3e3; }
  .simulated-modal-actions:empty { display: none; }
  .simulated-modal button { font: inherit; border: 1px solid #8a8a8a; border-radius: 8px; background: #fff; padding: 4px 12px; }
  .simulated-modal-actions button.primary { background: #303030; border-color: #303030; color: #fff; }
  .simulated-modal-actions button.critical { background: #b3200f; border-color: #b3200f; color: #fff; }
  .simulated-modal iframe { border: 0; width: 100%; min-height: 60vh; display: block; }
`;

interface PickerOptions {
  readonly type: string;
  readonly query?: string;
  readonly multiple?: boolean | number;
}

function start(script: HTMLScriptElement): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(HIDDEN_ELEMENTS);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];

  const config = bridgeConfig(script);
  const link = openAdminLink(script.src);
  const tokens = sessionTokens(link);
  const saveBar = installSaveBar(link);
  const modal = installModal();

  Object.assign(window, {
    shopify: {
      config,
      origin: link.origin,
      ready: Promise.resolve(),
      setSignals: () => {},
      environment: { mobile: false, embedded: link.isFramed, pos: false, intent: false },
      idToken: () => tokens.current(),
      loading: (isLoading = true) => link.send({ type: "loading", isLoading }),
      toast: toasts(link),
      saveBar,
      modal,
      user: async () => ({ id: 1, name: "Sample Merchant", email: "merchant@example.com", accountAccess: "owner" }),
      scopes: scopes(link),
      app: { extensions: async () => [] },
      webVitals: webVitals(),
      resourcePicker: (options: PickerOptions) => pickResources(link, options),
    },
  });

  if (!link.isFramed) {
    leaveForAdmin(link, config);
    return;
  }
  if (returnFromBounce(tokens)) return;
  const leave = (url: string) => link.send({ type: "open", url, isNewWindow: false });
  window.fetch = authorizedFetch(window.fetch.bind(window), tokens, leave);
  routeOutsideLinks(link, () => config.shop);
  reportAddress(link);
  mirrorBars(link);
}

/** `/auth/session-token` is an empty page with this script: come back to the page it names with a fresh token. */
function returnFromBounce(tokens: SessionTokens): boolean {
  const reload = new URLSearchParams(window.location.search).get("shopify-reload");
  if (reload === null) return false;
  const target = new URL(reload, window.location.origin);
  if (target.origin !== window.location.origin) throw new Error(`Refusing to reload ${target.origin}: not this app.`);
  void tokens.fresh().then((token) => {
    target.searchParams.set("id_token", token);
    window.location.replace(target);
  });
  return true;
}

/** The app opened outside the admin: the merchant belongs in the admin, on the same page. */
function leaveForAdmin(link: AdminLink, { host, apiKey }: BridgeConfig): void {
  if (!new URLSearchParams(window.location.search).has("host") || host === undefined) return;
  const store = /\/store\/[\w-]+$/.exec(atob(host))?.[0];
  if (store !== undefined) window.location.replace(`${link.origin}${store}/apps/${apiKey}${window.location.pathname}`);
}

async function pickResources(link: AdminLink, { type, query = "", multiple = false }: PickerOptions) {
  if (type !== "product") throw new Error(`The simulated picker knows products only, not "${type}".`);
  const answer = await link.ask(
    (request) => ({ type: "pick-products", request, query, isMultiple: multiple !== false }),
    "picked",
  );
  if (answer.items === null) return undefined;
  const selection = answer.items.map((item) => ({ ...item, images: [], variants: [] }));
  return Object.assign([...selection], { selection });
}

/** Optional scopes are granted by the merchant in a dialog of the admin; nothing is asked that is granted already. */
function scopes(link: AdminLink) {
  const ask = (asked: readonly string[]) => link.ask((request) => ({ type: "scopes", request, asked }), "scopes");
  return {
    query: async () => (await ask([])).detail,
    request: async (asked: readonly string[]) => {
      const { result, detail } = await ask(asked);
      if (result === null)
        throw new Error(`The app's configuration declares no optional scope of ${asked.join(", ")}.`);
      return { result, detail };
    },
  };
}

// The bounce page and the app's page may both load the script: the second time changes nothing.
if (!("shopify" in window) && document.currentScript instanceof HTMLScriptElement) start(document.currentScript);
