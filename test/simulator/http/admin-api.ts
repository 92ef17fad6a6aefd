import type { IncomingMessage, ServerResponse } from "node:http";
import type { Tokens } from "../app-identity/tokens";
import type { ApiContext } from "../graphql/context";
import { answerGraphql, throttledBody } from "../graphql/endpoint";
import { leakyBucket, type BucketSettings, type LeakyBucket } from "../graphql/leaky-bucket";
import { PINNED_API_VERSION } from "../schema/pinned-schema";
import type { Id } from "../store/records/values";
import type { ShopStore } from "../store/shop-store";
import type { Store } from "../store/store";
import type { Clock } from "../time/clock";
import type { NoteCall } from "./calls";
import type { FaultKind, Faults, Surface } from "./faults";
import { answerJson, bodyOf, formOrJson, parsedJson } from "./messages";
import { strike } from "./strike";

export interface AdminApi {
  /** Answers a call to `host`, a shop's domain. */
  answer(request: IncomingMessage, response: ServerResponse, host: string, url: URL): Promise<void>;
  bucketOf(shopId: Id): LeakyBucket;
}

interface AdminApiSettings {
  readonly store: Store;
  readonly tokens: Tokens;
  readonly faults: Faults;
  readonly clock: Clock;
  readonly bucketSettings: BucketSettings;
  readonly contextOf: (shop: ShopStore, scopes: readonly string[]) => Omit<ApiContext, "onObject">;
  readonly noteCall: NoteCall;
}

/** A shop's token and GraphQL endpoints. */
export function adminApi(settings: AdminApiSettings): AdminApi {
  const { store, tokens, faults, clock, bucketSettings, contextOf, noteCall } = settings;
  const buckets = new Map<Id, LeakyBucket>();

  function bucketOf(shopId: Id): LeakyBucket {
    let bucket = buckets.get(shopId);
    if (bucket === undefined) {
      bucket = leakyBucket(bucketSettings, clock);
      buckets.set(shopId, bucket);
    }
    return bucket;
  }

  async function answerToken(
    request: IncomingMessage,
    response: ServerResponse,
    { shop, text, fault }: { shop: ShopStore; text: string; fault: FaultKind | undefined },
  ): Promise<void> {
    const answer = await tokens.answer(shop.profile(), formOrJson(request, text));
    const omitted = fault?.type === "omit" ? fault.fields : [];
    const body = Object.fromEntries(Object.entries(answer.body).filter(([name]) => !omitted.includes(name)));
    answerJson(response, answer.status, body);
  }

  async function answerQuery(
    request: IncomingMessage,
    response: ServerResponse,
    { shop, text, fault, version }: { shop: ShopStore; text: string; fault: FaultKind | undefined; version: string },
  ): Promise<void> {
    const token = tokens.find(String(request.headers["x-shopify-access-token"] ?? ""));
    if (token === undefined || token.shopId !== shop.id) {
      return answerJson(response, 401, {
        errors: "[API] Invalid API key or access token (unrecognized login or wrong password)",
      });
    }
    if (version !== PINNED_API_VERSION) {
      return answerJson(response, 404, {
        errors: `The simulator serves Admin API ${PINNED_API_VERSION}, not ${version}.`,
      });
    }
    const bucket = bucketOf(shop.id);
    if (fault?.type === "throttled") {
      bucket.drain();
      const { maximum, restorePerSecond } = bucketSettings;
      const throttleStatus = { maximumAvailable: maximum, restoreRate: restorePerSecond, currentlyAvailable: 0 };
      return answerJson(
        response,
        200,
        throttledBody({ cost: { requestedQueryCost: 10, actualQueryCost: null, throttleStatus } }),
      );
    }
    if (fault?.type === "graphqlError") {
      return answerJson(response, 200, { errors: [{ message: fault.message, extensions: { code: fault.code } }] });
    }
    const body = parsedJson(text);
    if (body === undefined) return answerJson(response, 400, { errors: { base: "The request body is no JSON" } });
    const answer = await answerGraphql(contextOf(shop, token.scopes), bucket, bucketSettings, body);
    answerJson(response, answer.status, answer.body, { "x-shopify-api-version": PINNED_API_VERSION });
  }

  return {
    bucketOf,
    async answer(request, response, host, url) {
      const shop = store.findShop(host);
      const isToken = url.pathname === "/admin/oauth/access_token";
      const version = /^\/admin\/api\/([\w-]+)\/graphql\.json$/.exec(url.pathname)?.[1];
      if (shop === undefined || (!isToken && version === undefined)) {
        return answerJson(response, 404, { errors: "Not Found" });
      }
      if (request.method !== "POST") return answerJson(response, 405, { errors: "Method Not Allowed" });
      const surface: Surface = isToken ? "token" : "graphql";
      const text = await bodyOf(request);
      noteCall({ surface, shop: host, text });
      const fault = faults.take(surface, { shop: host, text });
      if (fault !== undefined && strike(response, fault)) return;
      if (shop.profile().isFrozen) return answerJson(response, 402, { errors: "Unavailable Shop" });
      if (version === undefined) return answerToken(request, response, { shop, text, fault });
      return answerQuery(request, response, { shop, text, fault, version });
    },
  };
}
