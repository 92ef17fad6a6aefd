import type { AdminClient } from "~/adapters/shopify/connect/admin-client.server";
import { CREATE_LIST_DEFINITION, LIST_DEFINITIONS_IN_SHOP } from "~/adapters/shopify/queries/recommendations";
import { LIST_DEFINITIONS, NAMESPACE } from "./list-metafields";

/**
 * Keys of lists that are not defined, or not so that a storefront may read them. Definitions are deployed with the app;
 * only where none of them is, as in an app that was never deployed, they are made here.
 */
export async function definitionsWithoutReader(admin: AdminClient, signal?: AbortSignal): Promise<string[]> {
  const found = await readDefinitions(admin, signal);
  if (found.size === 0) {
    for (const { ownerType, key, type } of LIST_DEFINITIONS) {
      const definition = {
        ...{ namespace: NAMESPACE, ownerType, key, type, name: key },
        access: { admin: "MERCHANT_READ" as const, storefront: "PUBLIC_READ" as const },
      };
      await admin.query(CREATE_LIST_DEFINITION, { definition }, { signal });
    }
    return missingOf(await readDefinitions(admin, signal));
  }
  return missingOf(found);
}

/** Who may read what is defined, by owner type and key. */
async function readDefinitions(admin: AdminClient, signal?: AbortSignal): Promise<Map<string, string | null>> {
  const { products, shop } = await admin.query(LIST_DEFINITIONS_IN_SHOP, {}, { signal });
  return new Map([
    ...products.nodes.map(({ key, access }) => [`PRODUCT ${key}`, access.storefront ?? null] as const),
    ...shop.nodes.map(({ key, access }) => [`SHOP ${key}`, access.storefront ?? null] as const),
  ]);
}

function missingOf(readers: ReadonlyMap<string, string | null>): string[] {
  return LIST_DEFINITIONS.filter(({ ownerType, key }) => readers.get(`${ownerType} ${key}`) !== "PUBLIC_READ").map(
    ({ key }) => key,
  );
}
