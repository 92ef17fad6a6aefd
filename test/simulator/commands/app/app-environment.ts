import type { AppEnvironment } from "./app-process";

/** The settings of an app process that finds the simulator in Shopify's place. */
export function appEnvironment(options: {
  readonly simulatorUrl: string;
  readonly apiKey: string;
  readonly apiSecret: string;
  /** The app as the browser reaches it. */
  readonly appUrl: string;
  /** Holds the app's own data, the embedded database among it. */
  readonly dataDir: string;
}): AppEnvironment {
  return {
    SIMULATOR_URL: options.simulatorUrl,
    SHOPIFY_API_KEY: options.apiKey,
    SHOPIFY_API_SECRET: options.apiSecret,
    SHOPIFY_APP_URL: options.appUrl,
    COMEBACK_DATA_DIR: options.dataDir,
    COMEBACK_EMBEDDED_DATABASE: "1",
  };
}
