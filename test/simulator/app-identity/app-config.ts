import { readFileSync, statSync } from "node:fs";
import { parse } from "smol-toml";
import { z } from "zod";

/** What Shopify knows of the app from `shopify.app.toml`. */
export interface AppConfig {
  /** What a shop grants unless it is told otherwise. */
  readonly scopes: readonly string[];
  /** What the app may ask for once it is installed. */
  readonly optionalScopes: readonly string[];
  readonly subscriptions: readonly Subscription[];
  readonly metafieldDefinitions: readonly MetafieldDefinition[];
  readonly proxy: { readonly prefix: string; readonly subpath: string; readonly url: string } | null;
}

export interface Subscription {
  readonly topic: string;
  /** As written: relative to the app's address, or absolute. */
  readonly uri: string;
  /** Null: the whole payload. */
  readonly includeFields: readonly string[] | null;
}

export interface MetafieldDefinition {
  readonly ownerType: "PRODUCT" | "CUSTOMER" | "ORDER" | "SHOP" | "PRODUCTVARIANT";
  readonly key: string;
  readonly name: string;
  readonly type: string;
  readonly adminAccess: string;
  readonly storefrontAccess: string;
}

const definition = z.object({
  type: z.string(),
  name: z.string().optional(),
  access: z.object({ admin: z.string().optional(), storefront: z.string().optional() }).optional(),
});

const owner = z.object({ metafields: z.object({ app: z.record(z.string(), definition).optional() }).optional() });

const configFile = z.object({
  access_scopes: z
    .object({ scopes: z.string().optional(), optional_scopes: z.array(z.string()).optional() })
    .optional(),
  webhooks: z
    .object({
      subscriptions: z
        .array(
          z.object({
            topics: z.array(z.string()).optional(),
            compliance_topics: z.array(z.string()).optional(),
            uri: z.string(),
            include_fields: z.array(z.string()).optional(),
          }),
        )
        .optional(),
    })
    .optional(),
  app_proxy: z.object({ url: z.string(), subpath: z.string(), prefix: z.string() }).optional(),
  product: owner.optional(),
  customer: owner.optional(),
  order: owner.optional(),
  shop: owner.optional(),
  variant: owner.optional(),
});

const EMPTY: AppConfig = { scopes: [], optionalScopes: [], subscriptions: [], metafieldDefinitions: [], proxy: null };

const known = new Map<string, { readonly changedMs: number; readonly config: AppConfig }>();

/**
 * The configuration as it stands in the file now; read again only when the file has changed.
 *
 * @throws when the file is there but is not what Shopify's CLI would take.
 */
export function readAppConfig(path: string): AppConfig {
  const changedMs = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
  if (changedMs === undefined) return EMPTY;
  const former = known.get(path);
  if (former?.changedMs === changedMs) return former.config;
  const config = parsedConfig(path);
  known.set(path, { changedMs, config });
  return config;
}

function parsedConfig(path: string): AppConfig {
  const parsed = configFile.safeParse(parse(readFileSync(path, "utf8")));
  if (!parsed.success) throw new Error(`${path}: ${z.prettifyError(parsed.error)}`);
  const file = parsed.data;
  const subscriptions = (file.webhooks?.subscriptions ?? []).flatMap((each) => {
    const topics = [...(each.topics ?? []), ...(each.compliance_topics ?? [])];
    if (topics.length === 0) throw new Error(`${path}: the webhook subscription to ${each.uri} names no topic`);
    return topics.map((topic) => ({ topic, uri: each.uri, includeFields: each.include_fields ?? null }));
  });
  const seen = new Set<string>();
  for (const { topic, uri } of subscriptions) {
    if (seen.has(`${topic} ${uri}`)) throw new Error(`${path}: ${topic} is subscribed twice for ${uri}`);
    seen.add(`${topic} ${uri}`);
  }
  const owners = [
    ["PRODUCT", file.product],
    ["CUSTOMER", file.customer],
    ["ORDER", file.order],
    ["SHOP", file.shop],
    ["PRODUCTVARIANT", file.variant],
  ] as const;
  return {
    scopes: (file.access_scopes?.scopes ?? "")
      .split(",")
      .map((scope) => scope.trim())
      .filter((scope) => scope !== ""),
    optionalScopes: file.access_scopes?.optional_scopes ?? [],
    subscriptions,
    metafieldDefinitions: owners.flatMap(([ownerType, declared]) =>
      Object.entries(declared?.metafields?.app ?? {}).map(([key, { type, name, access }]) => ({
        ownerType,
        key,
        type,
        name: name ?? key,
        adminAccess: (access?.admin ?? "merchant_read").toUpperCase(),
        storefrontAccess: (access?.storefront ?? "none").toUpperCase(),
      })),
    ),
    proxy: file.app_proxy ?? null,
  };
}
