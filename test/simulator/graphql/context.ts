import type { AppConfig } from "../app-identity/app-config";
import type { PixelExtension } from "../app-identity/pixel-extension";
import type { BulkOperations } from "../bulk/bulk-operations";
import type { Clock } from "../time/clock";
import type { Database } from "../store/database";
import type { EpochMs, Id } from "../store/records/values";
import type { ShopRecord } from "../store/records/shop";
import type { ShopStore } from "../store/shop-store";
import type { Source } from "./connections";

/** The app as Shopify knows it. */
export interface AppIdentity {
  readonly apiKey: string;
  readonly apiSecret: string;
  /** The number in `app--123456`. */
  readonly appId: Id;
  readonly title: string;
  readonly config: () => AppConfig;
  /** The web pixel that is deployed with the app. */
  readonly webPixel: () => PixelExtension | null;
}

/** Everything a resolver may read; one a request. */
export interface ApiContext {
  readonly shop: ShopStore;
  readonly profile: ShopRecord;
  readonly scopes: ReadonlySet<string>;
  readonly app: AppIdentity;
  readonly database: Database;
  readonly clock: Clock;
  readonly bulk: BulkOperations;
  /** In a bulk operation, connections ignore paging and give everything. */
  readonly isBulk: boolean;
  /** Objects that many rows of a bulk operation point to, by global id; a request keeps none. */
  readonly remembered: Map<string, Source | null> | null;
  /** Called for every object that is resolved; the actual cost. */
  readonly onObject: () => void;
}

const DAY_MS = 86_400_000;

/** Without `read_all_orders` an app sees orders created in the last 60 days. */
export function oldestVisibleOrder({ scopes, clock }: Pick<ApiContext, "scopes" | "clock">): EpochMs {
  return scopes.has("read_all_orders") ? Number.MIN_SAFE_INTEGER : clock() - 60 * DAY_MS;
}

/** `write_x` implies `read_x`. */
export function impliedScopes(granted: readonly string[]): Set<string> {
  return new Set(
    granted.flatMap((scope) => (scope.startsWith("write_") ? [scope, scope.replace("write_", "read_")] : [scope])),
  );
}

const MAX_REMEMBERED = 20_000;

/** The object behind a global id, found once in a bulk operation. */
export function remembering<S extends Source>(
  { remembered }: ApiContext,
  globalId: string,
  find: () => S | null,
): S | null {
  if (remembered === null) return find();
  const known = remembered.get(globalId);
  if (known !== undefined) return known as S | null;
  const found = find();
  if (remembered.size >= MAX_REMEMBERED) remembered.clear();
  remembered.set(globalId, found);
  return found;
}
