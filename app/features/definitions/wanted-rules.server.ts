import { z } from "zod";
import { definitionsFrom } from "~/adapters/db/shop/stored-definitions";
import { readPendingChanges, type StoredChange } from "~/adapters/db/shop/definitions.server";
import { shopProfileOf } from "~/adapters/db/shop/profile.server";
import type { Tx } from "~/adapters/db/connect/tenant.server";
import type { Definitions } from "~/domain/orders/definitions";
import type { DefinitionChange, RuleValues } from "./definitions";

/** Everything that decides how a shop's orders count. */
export interface Rules {
  readonly version: number;
  readonly definitions: Definitions;
  readonly timeZone: string;
  readonly currencyCode: string;
}

const storedValues = z.record(z.string(), z.unknown());
const shopValues = z.object({ timeZone: z.string().optional(), currencyCode: z.string().optional() });

/** The rules the numbers follow now, and those they will follow when every change is in force. */
export async function readRules(
  tx: Tx,
  shopId: string,
): Promise<{ readonly inForce: Rules; readonly wanted: Rules; readonly isRebuilding: boolean }> {
  const profile = await shopProfileOf(tx, shopId);
  const inForce: Rules = {
    version: profile.definitionVersion,
    definitions: profile.definitions,
    timeZone: profile.timeZone,
    currencyCode: profile.currencyCode,
  };
  const pending = await readPendingChanges(tx, shopId);
  return { inForce, wanted: pending.reduce(withChange, inForce), isRebuilding: pending.length > 0 };
}

function withChange(rules: Rules, { version, after }: StoredChange): Rules {
  const { timeZone = rules.timeZone, currencyCode = rules.currencyCode } = shopValues.parse(after);
  const definitions = definitionsFrom({ ...rules.definitions, ...storedValues.parse(after) });
  return { version, definitions, timeZone, currencyCode };
}

/** A stored change in the words of the page. */
export function definitionChange({ version, changedAt, inForceAt, before, after }: StoredChange): DefinitionChange {
  return {
    version,
    changedAt: changedAt.getTime(),
    inForceAt: inForceAt?.getTime() ?? null,
    before: storedValues.parse(before) as RuleValues,
    after: storedValues.parse(after) as RuleValues,
  };
}

/** The values of `after` that differ from those of `before`, on both sides. */
export function differences(before: RuleValues, after: RuleValues): { before: RuleValues; after: RuleValues } {
  const keys = (Object.keys(after) as (keyof RuleValues)[]).filter(
    (key) => JSON.stringify(after[key]) !== JSON.stringify(before[key]),
  );
  const pick = (values: RuleValues) => Object.fromEntries(keys.map((key) => [key, values[key]])) as RuleValues;
  return { before: pick(before), after: pick(after) };
}
