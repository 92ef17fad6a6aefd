import { compareDigest, jsonOf, resolvedNamespace, valueComplaint } from "../metafield-rules";
import { gid } from "../../payloads/payloads";
import type { MetafieldRecord } from "../../store/records/metafield";
import { writeMetafield } from "../../store/records/metafield";
import { toSecond, utcText } from "../../time/time-text";
import { idSequence } from "../../store/ids";
import { listConnection } from "../connections";
import type { Args, Page, Source } from "../connections";
import type { ApiContext } from "../context";
import { accessDenied, badRequest } from "../errors";
import { parseGid, plain } from "../fields";
import type { Fields } from "../fields";
import { definitionOf, definitionSource, ownerTypeOf } from "./metafield-definitions";
import { productById } from "./products";

interface MetafieldSource extends Source {
  readonly record: MetafieldRecord;
}

const metafieldSource = (record: MetafieldRecord): MetafieldSource => ({ __typename: "Metafield", record });

export function metafieldOf({ shop, app }: ApiContext, ownerGid: string, args: Args): MetafieldSource | null {
  const namespace = resolvedNamespace(args["namespace"] as string | undefined, app.appId);
  const found = shop.metafields(ownerGid).find((each) => each.namespace === namespace && each.key === args["key"]);
  return found === undefined ? null : metafieldSource(found);
}

export function metafieldConnection(context: ApiContext, ownerGid: string, args: Args): Page {
  const { shop, app } = context;
  const namespace = typeof args["namespace"] === "string" ? resolvedNamespace(args["namespace"], app.appId) : undefined;
  const keys = args["keys"] as readonly string[] | undefined;
  const all = shop
    .metafields(ownerGid)
    .filter((each) => namespace === undefined || each.namespace === namespace)
    .filter((each) => keys === undefined || keys.includes(`${each.namespace}.${each.key}`) || keys.includes(each.key));
  return listConnection(context, all.map(metafieldSource), args);
}

export const METAFIELD: Fields<MetafieldSource> = {
  id: ({ record }) => gid("Metafield", record.id),
  legacyResourceId: ({ record }) => String(record.id),
  namespace: ({ record }) => record.namespace,
  key: ({ record }) => record.key,
  type: ({ record }) => record.type,
  value: ({ record }) => record.value,
  jsonValue: ({ record }) => jsonOf(record.value) ?? record.value,
  compareDigest: ({ record }) => compareDigest(record.value),
  createdAt: ({ record }) => utcText(record.createdAt),
  updatedAt: ({ record }) => utcText(record.updatedAt),
  sizeInBytes: ({ record }) => Buffer.byteLength(record.value),
  ownerType: ({ record }) => ownerTypeOf(record.ownerGid),
  definition: ({ record }, _args, context) => {
    const defined =
      record.namespace === resolvedNamespace("$app", context.app.appId)
        ? definitionOf(context, record.key, ownerTypeOf(record.ownerGid))
        : undefined;
    return defined === undefined ? null : definitionSource(context, defined);
  },
  owner: ({ record }, _args, context) => {
    const owner = parseGid(record.ownerGid);
    return owner?.type === "Product" ? productById(context, owner.id) : null;
  },
  references: ({ record }, args, context) =>
    record.type === "list.product_reference"
      ? listConnection(
          context,
          (jsonOf(record.value) as string[])
            .map((reference) => productById(context, parseGid(reference)?.id ?? 0))
            .filter((product) => product !== null),
          args,
        )
      : null,
};

interface SetInput {
  readonly ownerId: string;
  readonly namespace?: string | null;
  readonly key: string;
  readonly type?: string | null;
  readonly value: string;
  readonly compareDigest?: string | null;
}

interface UserError {
  readonly field: readonly string[];
  readonly message: string;
  readonly code: string;
  readonly elementIndex: null;
}

const MAX_METAFIELDS = 25;

/** All of the metafields or none. */
export function metafieldsSet(context: ApiContext, args: Args) {
  const inputs = args["metafields"] as readonly SetInput[];
  refuseTooMany(inputs);
  for (const { ownerId } of inputs) requireWriteAccess(context, "metafieldsSet", ownerId);
  const userErrors: UserError[] = [];
  const checked = inputs.map((input, index) => {
    const result = checkedInput(context, input);
    if ("code" in result) {
      const field = ["metafields", String(index), ...(result.field === null ? [] : [result.field])];
      userErrors.push({ field, message: result.message, code: result.code, elementIndex: null });
    }
    return result;
  });
  if (userErrors.length > 0) return { metafields: null, userErrors };
  const records = checked.filter((each): each is MetafieldRecord => !("code" in each));
  context.database.transaction(() => {
    const ids = idSequence(context.database, context.shop.id);
    for (const record of records) {
      const written = record.id === 0 ? { ...record, id: ids.next("metafield") } : record;
      writeMetafield(context.database, context.shop.id, written);
    }
    ids.save();
    touchOwners(
      context,
      records.map(({ ownerGid }) => ownerGid),
    );
  });
  const written = records.flatMap(({ ownerGid, namespace, key }) =>
    context.shop.metafields(ownerGid).filter((each) => each.namespace === namespace && each.key === key),
  );
  return { metafields: written.map(metafieldSource), userErrors: [] };
}

type Refusal = { readonly code: string; readonly field: string | null; readonly message: string };

function checkedInput(context: ApiContext, input: SetInput): MetafieldRecord | Refusal {
  const { shop, app, clock } = context;
  const namespace = resolvedNamespace(input.namespace, app.appId);
  const own = resolvedNamespace("$app", app.appId);
  const isOwn = namespace === own || namespace.startsWith(`${own}--`);
  if (!isOwn && (namespace === "app" || namespace.startsWith("app--"))) {
    return {
      code: "APP_NOT_AUTHORIZED",
      field: "namespace",
      message: `Access to this namespace and key on Metafields for this resource type is not allowed: write "$app".`,
    };
  }
  if (namespace.length < 3)
    return { code: "TOO_SHORT", field: "namespace", message: "Namespace is too short (minimum is 3 characters)." };
  if (!/^[\w-]{2,64}$/.test(input.key))
    return { code: "INVALID", field: "key", message: "Key must be 2 to 64 letters, digits, hyphens or underscores." };
  if (!ownerExists(context, input.ownerId))
    return { code: "INVALID", field: "ownerId", message: "Owner does not exist." };
  const declared = namespace === own ? definitionOf(context, input.key, ownerTypeOf(input.ownerId)) : undefined;
  const existing = shop
    .metafields(input.ownerId)
    .find((each) => each.namespace === namespace && each.key === input.key);
  const type = input.type ?? declared?.type ?? existing?.type;
  if (type === undefined) return { code: "BLANK", field: "type", message: "Type can't be blank." };
  if (declared !== undefined && declared.type !== type) {
    return {
      code: "INVALID_TYPE",
      field: "type",
      message: `Type must be consistent with the definition's type: ${declared.type}.`,
    };
  }
  const complaint = valueComplaint(type, input.value, (reference) => {
    const product = parseGid(reference);
    return product?.type === "Product" && shop.hasProduct(product.id);
  });
  if (complaint !== null) return { code: "INVALID_VALUE", field: "value", message: complaint };
  if (input.compareDigest !== undefined) {
    const current = existing === undefined ? null : compareDigest(existing.value);
    if (current !== input.compareDigest) {
      return {
        code: "STALE_OBJECT",
        field: null,
        message: "The resource has been updated since it was loaded. Try again with an updated `compareDigest` value.",
      };
    }
  }
  const at = toSecond(clock());
  return {
    id: existing?.id ?? 0,
    ownerGid: input.ownerId,
    namespace,
    key: input.key,
    type,
    value: input.value,
    createdAt: existing?.createdAt ?? at,
    updatedAt: at,
  };
}

function ownerExists({ shop, profile }: ApiContext, ownerGid: string): boolean {
  const owner = parseGid(ownerGid);
  if (owner === undefined) return false;
  if (owner.type === "Product") return shop.hasProduct(owner.id);
  if (owner.type === "ProductVariant") return shop.variant(owner.id) !== undefined;
  if (owner.type === "Customer") return shop.customer(owner.id) !== undefined;
  if (owner.type === "AppInstallation") return owner.id === profile.installationId;
  return owner.type === "Shop" && owner.id === shop.id;
}

function requireWriteAccess({ scopes }: ApiContext, field: string, ownerGid: string): void {
  const needed: Record<string, string> = {
    Product: "write_products",
    ProductVariant: "write_products",
    Customer: "write_customers",
  };
  const scope = needed[parseGid(ownerGid)?.type ?? ""];
  if (scope !== undefined && !scopes.has(scope)) throw accessDenied(field, scope);
}

function refuseTooMany(inputs: readonly unknown[]): void {
  if (inputs.length > MAX_METAFIELDS) {
    throw badRequest(
      `The input array size of ${inputs.length} is greater than the maximum allowed of ${MAX_METAFIELDS}.`,
      "MAX_INPUT_SIZE_EXCEEDED",
    );
  }
}

/** Every write to a product's metafield makes Shopify announce the product. */
function touchOwners({ shop }: ApiContext, ownerGids: readonly string[]): void {
  for (const ownerGid of new Set(ownerGids)) {
    const owner = parseGid(ownerGid);
    if (owner?.type === "Product") shop.updateProduct(owner.id, {});
  }
}

interface Identifier {
  readonly ownerId: string;
  readonly namespace: string;
  readonly key: string;
}

export function metafieldsDelete(context: ApiContext, args: Args) {
  const inputs = args["metafields"] as readonly Identifier[];
  refuseTooMany(inputs);
  for (const { ownerId } of inputs) requireWriteAccess(context, "metafieldsDelete", ownerId);
  return context.database.transaction(() => {
    const deleted = inputs.map(({ ownerId, namespace: given, key }) => {
      const namespace = resolvedNamespace(given, context.app.appId);
      const changes = context.database.run(
        "DELETE FROM metafield WHERE shop_id = ? AND owner_gid = ? AND namespace = ? AND key = ?",
        context.shop.id,
        ownerId,
        namespace,
        key,
      );
      return changes === 0 ? null : plain("MetafieldIdentifier", { ownerId, namespace, key });
    });
    touchOwners(
      context,
      deleted.filter((each) => each !== null).map((each) => String(each["ownerId"])),
    );
    return { deletedMetafields: deleted, userErrors: [] };
  });
}
