import { readDefinitionChanges, readOrderTraits } from "~/adapters/db/shop/definitions.server";
import { readShopProfile } from "~/adapters/db/shop/profile.server";
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
    const profile = await readShopProfile(tx, shopId);
    const rules = await readRules(tx, shopId);
    if (!profile || !rules) throw new Error(`Shop ${shopId} has no profile: install the app in it first.`);
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
