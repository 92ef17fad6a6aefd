import { createServer, type RequestListener } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { storeName, type SimulatedApp } from "./admin/admin-context";
import { adminServer } from "./admin/admin-server";
import type { AppConfig } from "./app-identity/app-config";
import type { Store } from "./store/store";
import { loadAppBlocks } from "./storefront/app-blocks/app-blocks";
import { storefrontServer } from "./storefront/storefront-server";
import { startTunnel } from "./tunnel/tunnel";

/** What the pages need from the simulated Shopify. */
export interface FrontSimulator {
  readonly store: Store;
  sessionToken(shopDomain: string): string | Promise<string>;
}

export interface FrontOptions {
  readonly simulator: FrontSimulator;
  readonly app: SimulatedApp;
  /** Where the app itself listens; a function when it starts after this. The browser reaches it through the tunnel. */
  readonly appUrl: string | (() => string);
  /** The theme app extension whose blocks stand in the storefront. */
  readonly extensionDir: string;
  /** The app proxy of the app's configuration; without one the storefront forwards nothing. */
  readonly appProxy: AppConfig["proxy"];
  readonly apiSecret: string;
  readonly adminPort?: number;
  readonly storefrontPort?: number;
  readonly tunnelPort?: number;
}

export interface Front {
  readonly adminUrl: string;
  /** The online store of the first shop; further ones are at `http://{store}.localhost` on the same port. */
  readonly storefrontUrl: string;
  /** The app as the browser and the app itself must know it. */
  readonly appUrl: string;
  /** The script that stands in for App Bridge: the app's `APP_BRIDGE_URL`. */
  readonly appBridgeUrl: string;
  close(): Promise<void>;
}

/**
 * Everything a browser sees of the simulated Shopify: the admin that frames the app, the storefront, and the tunnel
 * in front of the app. The admin is on `localhost` and the app on `127.0.0.1`: two sites, as in production.
 */
export async function startFront(options: FrontOptions): Promise<Front> {
  const { simulator, app } = options;
  const { store } = simulator;
  let admin: RequestListener = (_request, response) => response.writeHead(503).end();
  const adminListener = await listen((request, response) => admin(request, response), options.adminPort);
  const adminUrl = `http://localhost:${adminListener.port}`;
  const tunnel = await startTunnel({ target: options.appUrl, adminUrl, port: options.tunnelPort });
  const blocks = await loadAppBlocks(options.extensionDir);
  const storefront = await storefrontServer({
    store,
    blocks,
    appProxy: options.appProxy && {
      prefix: `/${options.appProxy.prefix}/${options.appProxy.subpath}`,
      target: new URL(options.appProxy.url, tunnel.url).href,
      apiSecret: options.apiSecret,
      now: store.clock,
    },
  });
  const storefrontListener = await listen(storefront, options.storefrontPort);
  const storefrontUrl = `http://localhost:${storefrontListener.port}`;
  admin = adminServer({
    app,
    appUrl: tunnel.url,
    store,
    blocks,
    sessionToken: (domain) => simulator.sessionToken(domain),
    storefrontUrl: (domain) =>
      store.shops()[0]?.domain === domain
        ? storefrontUrl
        : `http://${storeName(domain)}.localhost:${storefrontListener.port}`,
  });
  return {
    adminUrl,
    storefrontUrl,
    appUrl: tunnel.url,
    appBridgeUrl: `${adminUrl}/app-bridge.js`,
    close: async () => {
      await Promise.all([tunnel.close(), adminListener.close(), storefrontListener.close()]);
    },
  };
}

async function listen(handler: RequestListener, port = 0): Promise<{ port: number; close(): Promise<void> }> {
  const server = createServer(handler);
  const sockets = new Set<Socket>();
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
