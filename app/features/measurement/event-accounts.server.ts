import {
  isAccountOf,
  readMeasurementSetting,
  shopOfAccount,
  type MeasurementSetting,
} from "~/adapters/db/measurement/measurement-setting.server";
import { withShop } from "~/adapters/db/connect/tenant.server";
import type { Database } from "~/adapters/db/connect/client.server";

/** A key that was changed, and measuring that was switched off, are noticed after this. */
const REMEMBERED_MS = 15_000;
/** Whoever tries shop after shop makes the app forget, not grow. */
const MOST_REMEMBERED = 10_000;

interface Remembered {
  readonly setting: MeasurementSetting | null;
  readonly until: number;
}

/** Tells the shop an account is of, or null; what the database said is remembered for a moment. */
export function eventAccounts(): (db: Database, account: string, now: number) => Promise<string | null> {
  const remembered = new Map<string, Remembered>();

  async function settingOf(db: Database, shopId: string, now: number): Promise<MeasurementSetting | null> {
    const known = remembered.get(shopId);
    if (known !== undefined && known.until > now) return known.setting;
    const setting = await withShop(db, shopId, (tx) => readMeasurementSetting(tx, shopId));
    if (remembered.size >= MOST_REMEMBERED) remembered.clear();
    remembered.set(shopId, { setting, until: now + REMEMBERED_MS });
    return setting;
  }

  return async (db, account, now) => {
    const shopId = shopOfAccount(account);
    if (shopId === null) return null;
    const setting = await settingOf(db, shopId, now);
    return setting !== null && setting.isSwitchedOn && isAccountOf(setting, account) ? shopId : null;
  };
}
