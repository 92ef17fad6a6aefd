import { pixelSandbox, type SandboxOptions } from "../../../test/support/pixel/pixel-sandbox";

interface Sent {
  readonly account: string;
  readonly events: readonly Record<string, unknown>[];
}

export const variant = {
  id: "41",
  price: { amount: 12 },
  product: { id: "7", title: "Ethiopia", url: "/products/ethiopia" },
};

/** A pixel, and what it has sent; the endpoint answers its status, or nobody does while that is null. */
export async function running(options: Partial<SandboxOptions> = {}) {
  const sent: { body: string; init: RequestInit }[] = [];
  const endpoint = { status: 204 as number | null };
  const pixel = await pixelSandbox({
    fetch: async (_url, init) => {
      if (endpoint.status === null) throw new TypeError("network");
      sent.push({ body: String(init?.body), init: init ?? {} });
      return new Response(null, { status: endpoint.status });
    },
    ...options,
  });
  const bodies = () => sent.map(({ body }) => JSON.parse(body) as Sent);
  const events = () => bodies().flatMap((body) => body.events);
  return { pixel, sent, endpoint, bodies, events };
}
