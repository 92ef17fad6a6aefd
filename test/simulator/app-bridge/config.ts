export interface BridgeConfig {
  readonly apiKey: string;
  readonly shop: string | undefined;
  readonly host: string | undefined;
  readonly locale: string;
}

/** Shop and host stand in the address of the first page only: kept for the pages after it, where storage allows. */
export function bridgeConfig(script: HTMLScriptElement | null): BridgeConfig {
  const query = new URLSearchParams(window.location.search);
  const kept = (name: string): string | undefined => {
    const value = query.get(name);
    try {
      if (value !== null) window.sessionStorage.setItem(`simulated-admin-${name}`, value);
      return value ?? window.sessionStorage.getItem(`simulated-admin-${name}`) ?? undefined;
    } catch {
      // Storage is blocked in this browser: the address alone must do.
      return value ?? undefined;
    }
  };
  const shop = kept("shop");
  const host = kept("host");
  const locale = kept("locale") ?? "en";
  return {
    get apiKey() {
      const meta = document.querySelector<HTMLMetaElement>('meta[name="shopify-api-key"]');
      return meta?.content ?? script?.dataset.apiKey ?? "";
    },
    shop,
    host,
    locale,
  };
}
