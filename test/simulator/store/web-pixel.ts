import { z } from "zod";
import type { Database } from "./database";
import type { Id } from "./records/values";

/** The app's pixel as it runs in a shop's storefront. */
export interface WebPixelRecord {
  readonly id: Id;
  readonly settings: Readonly<Record<string, string>>;
}

/** What an app must be granted for its pixel to run; without one of them Shopify takes the pixel out. */
export const PIXEL_SCOPES = ["write_pixels", "read_customer_events"] as const;

const settingsSchema = z.record(z.string(), z.string());

export function webPixelOf(database: Database, shopId: Id): WebPixelRecord | null {
  const row = database.get("SELECT id, settings FROM web_pixel WHERE shop_id = ?", shopId);
  if (row === undefined) return null;
  return { id: Number(row["id"]), settings: settingsSchema.parse(JSON.parse(String(row["settings"]))) };
}

export function saveWebPixel(database: Database, shopId: Id, { id, settings }: WebPixelRecord): void {
  database.run(
    `INSERT INTO web_pixel (shop_id, id, settings) VALUES (?, ?, ?)
     ON CONFLICT (shop_id) DO UPDATE SET id = excluded.id, settings = excluded.settings`,
    shopId,
    id,
    JSON.stringify(settings),
  );
}

export function deleteWebPixel(database: Database, shopId: Id): void {
  database.run("DELETE FROM web_pixel WHERE shop_id = ?", shopId);
}
