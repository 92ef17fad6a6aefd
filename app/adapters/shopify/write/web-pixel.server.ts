import type { AdminClient } from "~/adapters/shopify/connect/admin-client.server";
import { ShopifyError } from "~/adapters/shopify/connect/shopify-error";
import {
  CREATE_WEB_PIXEL,
  DELETE_WEB_PIXEL,
  OWN_WEB_PIXEL,
  UPDATE_WEB_PIXEL,
} from "~/adapters/shopify/queries/web-pixels";

/** What a merchant grants so that the app may measure the storefront. */
export const PIXEL_SCOPES = ["write_pixels", "read_customer_events"] as const;

/** What the pixel is told, by the names of `extensions/web-pixel/shopify.extension.toml`. */
export interface PixelSettings {
  readonly accountID: string;
  readonly endpoint: string;
}

export interface OwnWebPixel {
  readonly id: string;
  readonly settings: Partial<PixelSettings>;
}

/** The pixel Shopify runs in the shop; null when there is none, which Shopify answers with an error. */
export async function readWebPixel(admin: AdminClient, signal?: AbortSignal): Promise<OwnWebPixel | null> {
  try {
    const { webPixel } = await admin.query(OWN_WEB_PIXEL, {}, { signal });
    return webPixel ? { id: webPixel.id, settings: settingsOf(webPixel.settings) } : null;
  } catch (error) {
    if (error instanceof ShopifyError && error.code === "invalid") return null;
    throw error;
  }
}

/** Settings come back as text. */
function settingsOf(value: unknown): Partial<PixelSettings> {
  const settings: unknown = typeof value === "string" ? JSON.parse(value) : value;
  return typeof settings === "object" && settings !== null ? settings : {};
}

/**
 * Has Shopify run the pixel with these settings, whether it runs one already or not.
 *
 * @returns its id.
 * @throws {ShopifyError} when the access is missing, or Shopify refuses.
 */
export async function runWebPixel(admin: AdminClient, settings: PixelSettings, signal?: AbortSignal): Promise<string> {
  const { webPixelCreate: created } = await admin.query(CREATE_WEB_PIXEL, { settings }, { signal });
  if (created?.webPixel) return created.webPixel.id;
  const errors = created?.userErrors ?? [];
  const standing = errors.some(({ code }) => code === "TAKEN") ? await readWebPixel(admin, signal) : null;
  if (standing === null) throw refused(errors);
  await changeWebPixel(admin, standing.id, settings, signal);
  return standing.id;
}

/** @throws {ShopifyError} when Shopify refuses, as it does where the pixel is gone. */
export async function changeWebPixel(
  admin: AdminClient,
  id: string,
  settings: PixelSettings,
  signal?: AbortSignal,
): Promise<void> {
  const { webPixelUpdate: updated } = await admin.query(UPDATE_WEB_PIXEL, { id, settings }, { signal });
  const errors = updated?.userErrors ?? [];
  if (errors.length > 0) throw refused(errors);
}

/** Ends the pixel; one that is gone already is none to complain of. */
export async function endWebPixel(admin: AdminClient, id: string, signal?: AbortSignal): Promise<void> {
  const { webPixelDelete: deleted } = await admin.query(DELETE_WEB_PIXEL, { id }, { signal });
  const errors = (deleted?.userErrors ?? []).filter(({ code }) => code !== "NOT_FOUND");
  if (errors.length > 0) throw refused(errors);
}

function refused(errors: readonly { readonly message: string }[]): ShopifyError {
  const reason = errors.map(({ message }) => message).join(" ") || "it did not say why.";
  return new ShopifyError("refused", `Shopify refused the web pixel: ${reason}`);
}
