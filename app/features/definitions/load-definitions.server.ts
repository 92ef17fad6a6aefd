import { readDefinitionChanges, readOrderTraits } from "~/adapters/db/shop/definitions.server";
import { shopProfileOf } from "~/adapters/db/shop/profile.server";
import { withShopSnapshot } from "~/adapters/db/connect/tenant.server";
import type { AppContext } from "~/context/context.server";
import type { DefinitionsView } from "./definitions";
import { definitionChange, readRules } from "./wanted-rules.server";

/**
 * The definitions in force, those on their way, and every change so far.
 *
 * @throws {Error} when the app has never read the shop.
 */
export async function loadDefinitions(context: Pick<AppContext, "db">, shopId: string): Promise<DefinitionsView> {
  return withShopSnapshot(context.db, shopId, async (tx) => {
    const profile = await shopProfileOf(tx, shopId);
    const rules = await readRules(tx, shopId);
    const { name, currencyCode, timeZone } = profile;
    return {
      shop: { name, currencyCode, timeZone },
      inForce: rules.inForce.definitions,
      version: rules.inForce.version,
      wanted: rules.wanted.definitions,
      isRebuilding: rules.isRebuilding,
      history: (await readDefinitionChanges(tx, shopId)).map(definitionChange),
      ...(await readOrderTraits(tx, shopId)),
    };
  });
}
