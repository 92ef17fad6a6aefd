import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { parse } from "smol-toml";
import { z } from "zod";

/** The web pixel among the app's extensions, as Shopify's CLI has deployed it. */
export interface PixelExtension {
  readonly folder: string;
  /** What `webPixelCreate` has to set. */
  readonly fields: readonly PixelField[];
}

export interface PixelField {
  readonly name: string;
  readonly min: number;
  readonly max: number;
}

const validation = z.object({ name: z.enum(["min", "max"]), value: z.string().regex(/^\d+$/) });
const pixel = z.object({
  type: z.literal("web_pixel_extension"),
  runtime_context: z.literal("strict"),
  customer_privacy: z.object({
    analytics: z.boolean(),
    marketing: z.boolean(),
    preferences: z.boolean(),
    sale_of_data: z.enum(["enabled", "disabled", "ldu"]),
  }),
  settings: z.object({
    type: z.literal("object"),
    fields: z.record(
      z.string(),
      z.object({ type: z.literal("single_line_text_field"), validations: z.array(validation).default([]) }),
    ),
  }),
});
const extensionFile = z.object({ extensions: z.array(z.object({ type: z.string() }).loose()) });

/**
 * The pixel in a folder of extensions; null when there is none.
 *
 * @throws when its file is not what Shopify's CLI would take.
 */
export function readPixelExtension(extensions: string): PixelExtension | null {
  for (const name of readdirSync(extensions)) {
    const folder = join(extensions, name);
    const file = extensionFile.parse(parse(readFileSync(join(folder, "shopify.extension.toml"), "utf8")));
    const found = file.extensions.find(({ type }) => type === "web_pixel_extension");
    if (found === undefined) continue;
    const fields = Object.entries(pixel.parse(found).settings.fields).map(([field, { validations }]) => ({
      name: field,
      min: Number(validations.find((each) => each.name === "min")?.value ?? 0),
      max: Number(validations.find((each) => each.name === "max")?.value ?? Infinity),
    }));
    return { folder, fields };
  }
  return null;
}
