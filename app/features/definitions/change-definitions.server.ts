import { insertDefinitionChange } from "~/adapters/db/shop/definitions.server";
import { withShop, type Tx } from "~/adapters/db/connect/tenant.server";
import type { AppContext } from "~/context/context.server";
import type { ChangeResult, RuleValues } from "./definitions";
import { parseWantedDefinitions } from "./wanted-definitions";
import { differences, readRules } from "./wanted-rules.server";

/** Changes written at the same moment take the next version one after the other. */
const MAX_TRIES = 5;

/**
 * Changes switches of the metric definitions. The change is written down and a rebuild asked for, both or neither; the
 * numbers keep their old meaning until that rebuild commits, and are then all of the new one.
 *
 * @param changes - only the switches to set; untrusted.
 */
export async function changeDefinitions(
  context: Pick<AppContext, "db" | "queue">,
  shopId: string,
  changes: unknown,
): Promise<ChangeResult> {
  const parsed = parseWantedDefinitions(changes);
  if (!parsed.ok) return { status: "invalid", errors: parsed.errors };
  return withShop(context.db, shopId, (tx) => changeRules(context, tx, shopId, parsed.changes));
}

/** The same for any rule, within a transaction: the shop's time zone and currency change like a switch. */
export async function changeRules(
  { queue }: Pick<AppContext, "queue">,
  tx: Tx,
  shopId: string,
  changes: RuleValues,
): Promise<Exclude<ChangeResult, { status: "invalid" }>> {
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const rules = await readRules(tx, shopId);
    const { definitions, timeZone, currencyCode, version } = rules.wanted;
    const { before, after } = differences({ ...definitions, timeZone, currencyCode }, changes);
    if (Object.keys(after).length === 0) return { status: "unchanged" };
    if (!(await insertDefinitionChange(tx, shopId, { version: version + 1, before, after }))) continue;
    await queue.send("rebuild-shop", { shopId }, { tx });
    return { status: "rebuilding", version: version + 1 };
  }
  throw new Error(`the definitions of shop ${shopId} are being changed by many at once`);
}
