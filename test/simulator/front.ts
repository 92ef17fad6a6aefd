import { createServer, type Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import type { RequestListener } from "node:http";
import type { SimulatedApp } from "./admin/admin-context";
import { adminServer } from "./admin/admin-server";
import type { Store } from "./store";
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
  readonly adminPort?: number;
  readonly tunnelPort?: number;
}

export interface Front {
  readonly adminUrl: string;
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
  let admin: RequestListener = (_request, response) => response.writeHead(503).end();
  const adminListener = await listen((request, response) => admin(request, response), options.adminPort);
  const adminUrl = `http://localhost:${adminListener.port}`;
  const tunnel = await startTunnel({ target: options.appUrl, adminUrl, port: options.tunnelPort });
  admin = adminServer({
    app,
    appUrl: tunnel.url,
    store: simulator.store,
    sessionToken: (domain) => simulator.sessionToken(domain),
    storefrontUrl: () => adminUrl,
  });
  return {
    adminUrl,
    appUrl: tunnel.url,
    appBridgeUrl: `${adminUrl}/app-bridge.js`,
    close: async () => {
      await Promise.all([tunnel.close(), adminListener.close()]);
    },
  };
}

async function listen(handler: RequestListener, port = 0): Promise<{ port: number; close(): Promise<void> }> {
  const server: Server = createServer(handler);
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
