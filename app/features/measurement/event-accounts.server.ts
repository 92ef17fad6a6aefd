import type { Database } from "~/adapters/db/connect/client.server";
import { withShop } from "~/adapters/db/connect/tenant.server";
import {
  isAccountOf,
  readMeasurementSetting,
  shopOfAccount,
  type MeasurementSetting,
} from "~/adapters/db/measurement/measurement-setting.server";

/** That measuring was switched off is noticed after this. */
const KNOWN_MS = 2_000;
/** A key that does not fit may be newer than what is known; whoever tries keys makes the app ask no more often. */
const DOUBTED_MS = 1_000;
/** Whoever tries shop after shop makes the app forget, not grow. */
const MOST_KNOWN = 10_000;

interface Known {
  readonly setting: MeasurementSetting | null;
  readonly readAt: number;
}

/** Tells the shop an account is of, or null; what the database said is remembered for a moment. */
export function eventAccounts(): (db: Database, account: string, now: number) => Promise<string | null> {
  const known = new Map<string, Known>();

  const fits = (setting: MeasurementSetting | null, account: string) =>
    setting !== null && setting.isSwitchedOn && isAccountOf(setting, account);

  return async (db, account, now) => {
    const shopId = shopOfAccount(account);
    if (shopId === null) return null;
    const before = known.get(shopId);
    const isFitting = before !== undefined && fits(before.setting, account);
    if (before !== undefined && now - before.readAt < (isFitting ? KNOWN_MS : DOUBTED_MS)) {
      return isFitting ? shopId : null;
    }
    const setting = await withShop(db, shopId, (tx) => readMeasurementSetting(tx, shopId));
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(shopId, { setting, readAt: now });
    return fits(setting, account) ? shopId : null;
  };
}
