import { createServer } from "node:net";

/** The addresses of a demo, counted from its base port. */
export interface DemoPorts {
  readonly admin: number;
  readonly storefront: number;
  readonly tunnel: number;
  readonly web: number;
  readonly shopify: number;
  readonly database: number;
}

export const demoPorts = (base: number): DemoPorts => ({
  admin: base,
  storefront: base + 1,
  tunnel: base + 2,
  web: base + 3,
  shopify: base + 4,
  database: base + 5,
});

/** The first of the ports that is taken, or null. */
export async function takenPort(ports: readonly number[]): Promise<number | null> {
  for (const port of ports) {
    for (const host of ["127.0.0.1", "::1"]) if (await isTaken(port, host)) return port;
  }
  return null;
}

function isTaken(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    // A machine without IPv6 has nobody listening there.
    probe.once("error", (error: NodeJS.ErrnoException) =>
      resolve(error.code === "EADDRINUSE" || error.code === "EACCES"),
    );
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(false)));
  });
}
