import { z } from "zod";
import type { Database } from "../../store/database";
import type { Id } from "../../store/records/values";
import type { SettingValues } from "./block-settings";

const storedSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));

/** What the shop's theme holds for an app's block; empty before anything was saved. Apps are told nothing of it. */
export function savedBlockSettings(database: Database, shopId: Id, block: string): SettingValues {
  const row = database.get("SELECT doc FROM block_settings WHERE shop_id = ? AND block = ?", shopId, block);
  return row === undefined ? {} : storedSchema.parse(JSON.parse(String(row["doc"])));
}

export function saveBlockSettings(database: Database, shopId: Id, block: string, settings: SettingValues): void {
  database.run(
    `INSERT INTO block_settings (shop_id, block, doc) VALUES (?, ?, ?)
     ON CONFLICT (shop_id, block) DO UPDATE SET doc = excluded.doc`,
    shopId,
    block,
    JSON.stringify(settings),
  );
}
