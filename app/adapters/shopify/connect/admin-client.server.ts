import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import type { AccessTokens } from "./access-tokens.server";
import type { AdminDocument } from "~/adapters/shopify/queries/admin-document";
import { isShopDomain } from "./shop-domain";
import { ShopifyError } from "./shopify-error";

const API_VERSION = "2026-10";

/** Asks one shop's Admin API. Waits out throttling and short outages; what remains is a ShopifyError. */
export interface AdminClient {
  readonly domain: string;
  query<Data, Variables>(
    document: AdminDocument<Data, Variables>,
    variables: Variables,
    options?: { readonly signal?: AbortSignal },
  ): Promise<Data>;
}

interface Options {
  readonly domain: string;
  readonly tokens: Omit<AccessTokens, "obtain">;
  /** Waits and random numbers are replaced in tests. */
  readonly sleep?: (ms: number, signal?: AbortSignal) => Promise<void>;
  readonly random?: () => number;
}

const REQUEST_TIMEOUT_MS = 30_000;
/** Together about a minute and a half; then the job gives up and is tried again by its queue. */
const MAX_TRIES = 12;
const MAX_OUTAGE_TRIES = 6;
const MAX_WAIT_MS = 15_000;

const GraphqlAnswer = z.object({
  data: z.unknown().optional(),
  errors: z
    .array(
      z.object({
        message: z.string().catch("no message"),
        path: z
          .array(z.union([z.string(), z.number()]))
          .optional()
          .catch(undefined),
        extensions: z.object({ code: z.string().optional() }).optional().catch(undefined),
      }),
    )
    .optional(),
  extensions: z
    .object({
      cost: z
        .object({
          requestedQueryCost: z.number(),
          throttleStatus: z.object({ currentlyAvailable: z.number(), restoreRate: z.number().positive() }),
        })
        .optional()
        .catch(undefined),
    })
    .optional()
    .catch(undefined),
});
type GraphqlAnswer = z.infer<typeof GraphqlAnswer>;

/** What became of one try: an answer, or how long to wait before the next. */
type Outcome<Data> =
  { readonly data: Data } | { readonly waitMs: number; readonly why: string; readonly isOutage: boolean };

const sleepFor = (ms: number, signal?: AbortSignal) => delay(ms, undefined, { signal });

export function adminClient({ domain, tokens, sleep = sleepFor, random = Math.random }: Options): AdminClient {
  if (!isShopDomain(domain)) throw new RangeError(`not a shop domain: ${JSON.stringify(domain)}`);

  /** Half to all of `ms`, so that workers that failed together do not come back together. */
  const withJitter = (ms: number) => Math.min(ms, MAX_WAIT_MS) * (0.5 + random() / 2);
  const outage = (tries: number, why: string) => ({ waitMs: withJitter(500 * 2 ** tries), why, isOutage: true });

  async function attempt<Data>(
    body: string,
    token: string,
    tries: number,
    signal?: AbortSignal,
  ): Promise<Outcome<Data> | "unauthorized"> {
    let response: Response;
    let text: string;
    const timeout = AbortSignal.timeout(REQUEST_TIMEOUT_MS);
    try {
      response = await fetch(`https://${domain}/admin/api/${API_VERSION}/graphql.json`, {
        method: "POST",
        headers: { "content-type": "application/json", accept: "application/json", "x-shopify-access-token": token },
        body,
        redirect: "error",
        signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
      });
      text = await response.text();
    } catch (error) {
      signal?.throwIfAborted();
      return outage(tries, error instanceof Error ? error.message : "no answer");
    }

    switch (response.status) {
      case 200:
        return readAnswer<Data>(text, tries);
      case 401:
        return "unauthorized";
      case 402:
      case 404:
      case 423:
        throw new ShopifyError("shop_closed", `Shopify says the shop ${domain} is closed (${response.status}).`);
      case 403:
        throw new ShopifyError("access_denied", `Shopify refuses the app access to ${domain}.`);
      case 429: {
        const seconds = Number(response.headers.get("retry-after") ?? "2");
        const waitMs = Math.min(Math.max(Number.isFinite(seconds) ? seconds * 1000 : 2000, 250), MAX_WAIT_MS);
        // Never sooner than Shopify asks for.
        return { waitMs: waitMs * (1 + random() / 4), why: "too many requests", isOutage: false };
      }
      default:
        if (response.status >= 500 || response.status === 408) return outage(tries, `status ${response.status}`);
        throw new ShopifyError("invalid", `Shopify answered ${response.status} to a query for ${domain}.`);
    }
  }

  function readAnswer<Data>(text: string, tries: number): Outcome<Data> {
    let answer: GraphqlAnswer;
    try {
      answer = GraphqlAnswer.parse(JSON.parse(text));
    } catch {
      // A proxy's page with status 200 is an outage like any other.
      return outage(tries, "an answer that is not GraphQL");
    }
    const errors = answer.errors ?? [];
    const codes = errors.map(({ extensions }) => extensions?.code ?? "");
    if (codes.includes("THROTTLED")) {
      const cost = answer.extensions?.cost;
      const missing = cost ? cost.requestedQueryCost - cost.throttleStatus.currentlyAvailable : 0;
      const restoreMs = cost ? (Math.max(0, missing) / cost.throttleStatus.restoreRate) * 1000 : 1000;
      const waitMs = Math.min(Math.max(restoreMs, 250), MAX_WAIT_MS) * (1 + random() / 4);
      return { waitMs, why: "throttled", isOutage: false };
    }
    if (codes.includes("INTERNAL_SERVER_ERROR")) return outage(tries, "an internal error of Shopify's");
    if (codes.includes("MAX_COST_EXCEEDED"))
      throw new ShopifyError("too_costly", "A query would cost too much at once.");
    if (codes.includes("SHOP_INACTIVE")) throw new ShopifyError("shop_closed", `The shop ${domain} is not active.`);
    const { data } = answer;
    if (errors.length === 0 && data !== null && data !== undefined) return { data: data as Data };

    const messages = errors.map(({ message }) => message).join("; ");
    if (codes.length > 0 && codes.every((code) => code === "ACCESS_DENIED")) {
      // Single fields withheld come back as null beside the errors: the rest of the answer is good.
      const isPartial = errors.every(({ path }) => path !== undefined && path.length > 1);
      if (isPartial && data !== null && data !== undefined) return { data: data as Data };
      throw new ShopifyError("access_denied", `Shopify withholds data of ${domain}: ${messages}`);
    }
    throw new ShopifyError("invalid", `Shopify refused a query for ${domain}: ${messages || "no data"}`);
  }

  return {
    domain,
    async query(document, variables, { signal } = {}) {
      const body = JSON.stringify({ query: document, variables });
      let token = await tokens.current(domain);
      let isReplaced = false;
      let outages = 0;
      let why = "";
      for (let tries = 0; tries < MAX_TRIES && outages < MAX_OUTAGE_TRIES; tries++) {
        signal?.throwIfAborted();
        const outcome = await attempt<never>(body, token, outages, signal);
        if (outcome === "unauthorized") {
          if (isReplaced) await tokens.refused(domain);
          token = await tokens.insteadOf(domain, token);
          isReplaced = true;
        } else if ("data" in outcome) {
          return outcome.data;
        } else {
          if (outcome.isOutage) outages += 1;
          why = outcome.why;
          await sleep(outcome.waitMs, signal);
        }
      }
      throw new ShopifyError("unavailable", `Shopify did not answer a query for ${domain} in time: ${why}.`);
    },
  };
}
