import type { MetafieldDefinition } from "../../app-identity/app-config";
import { gid } from "../../payloads/payloads";
import { listConnection } from "../connections";
import type { Args, Page } from "../connections";
import type { ApiContext } from "../context";
import { parseGid, plain } from "../fields";
import type { PlainSource } from "../fields";
import { resolvedNamespace } from "../metafield-rules";

/** What the app's configuration declares, and what the app made in this shop. */
function definitionsOf({ app, database, shop }: ApiContext): MetafieldDefinition[] {
  const created = database
    .all("SELECT doc FROM metafield_definition WHERE shop_id = ? ORDER BY owner_type, key", shop.id)
    .map(({ doc }) => JSON.parse(String(doc)) as MetafieldDefinition);
  return [...app.config().metafieldDefinitions, ...created];
}

export function definitionOf(context: ApiContext, key: string, ownerType: string): MetafieldDefinition | undefined {
  return definitionsOf(context).find((each) => each.key === key && each.ownerType === ownerType);
}

export function ownerTypeOf(ownerGid: string): string {
  const types: Record<string, string> = { AppInstallation: "API_PERMISSION", ProductVariant: "PRODUCTVARIANT" };
  const type = parseGid(ownerGid)?.type ?? "";
  return types[type] ?? type.toUpperCase();
}

export function definitionSource(context: ApiContext, defined: MetafieldDefinition): PlainSource {
  const { appId } = context.app;
  const place = definitionsOf(context).findIndex(
    ({ key, ownerType }) => key === defined.key && ownerType === defined.ownerType,
  );
  return plain("MetafieldDefinition", {
    id: gid("MetafieldDefinition", appId * 100 + place),
    key: defined.key,
    name: defined.name,
    namespace: resolvedNamespace("$app", appId),
    ownerType: defined.ownerType,
    description: null,
    pinnedPosition: null,
    validations: [],
    type: plain("MetafieldDefinitionType", { name: defined.type, category: "REFERENCE" }),
    access: plain("MetafieldAccess", {
      admin: defined.adminAccess,
      storefront: defined.storefrontAccess,
      customerAccount: "NONE",
    }),
  });
}

export function metafieldDefinitions(context: ApiContext, args: Args): Page {
  const own = resolvedNamespace("$app", context.app.appId);
  const namespace =
    typeof args["namespace"] === "string" ? resolvedNamespace(args["namespace"], context.app.appId) : own;
  const all = definitionsOf(context)
    .filter((each) => each.ownerType === args["ownerType"] && namespace === own)
    .filter((each) => typeof args["key"] !== "string" || each.key === args["key"]);
  return listConnection(
    context,
    all.map((each) => definitionSource(context, each)),
    args,
  );
}

interface DefinitionInput {
  readonly namespace?: string | null;
  readonly key: string;
  readonly name: string;
  readonly type: string;
  readonly ownerType: MetafieldDefinition["ownerType"];
  readonly access?: { readonly admin?: string | null; readonly storefront?: string | null } | null;
}

/** In the app's own namespace, where none of that key stands. */
export function metafieldDefinitionCreate(context: ApiContext, args: Args) {
  const given = args["definition"] as DefinitionInput;
  const refused = (code: string, field: string, message: string) => ({
    createdDefinition: null,
    userErrors: [{ code, field: ["definition", field], message, elementIndex: null, elementKey: null }],
  });
  const { appId } = context.app;
  if (resolvedNamespace(given.namespace, appId) !== resolvedNamespace("$app", appId)) {
    return refused("INVALID", "namespace", "Only the app's own namespace is simulated.");
  }
  if (definitionOf(context, given.key, given.ownerType) !== undefined) {
    return refused("TAKEN", "key", "Key is in use for this owner type and namespace.");
  }
  const created: MetafieldDefinition = {
    ownerType: given.ownerType,
    key: given.key,
    name: given.name,
    type: given.type,
    adminAccess: given.access?.admin ?? "MERCHANT_READ",
    storefrontAccess: given.access?.storefront ?? "NONE",
  };
  context.database.run(
    "INSERT INTO metafield_definition (shop_id, owner_type, key, doc) VALUES (?, ?, ?, ?)",
    context.shop.id,
    created.ownerType,
    created.key,
    JSON.stringify(created),
  );
  return { createdDefinition: definitionSource(context, created), userErrors: [] };
}
