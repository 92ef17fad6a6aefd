import { readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { Liquid } from "liquidjs";
import { z } from "zod";
import { registerFilters } from "./liquid-filters";
import { registerTags } from "./liquid-tags";
import { loadTranslations } from "./translations";

const placesSchema = z.object({ templates: z.array(z.string()).optional(), groups: z.array(z.string()).optional() });

const blockSchema = z.object({
  target: z.enum(["section", "head", "body", "compliance_head"]),
  tag: z.string().nullable().optional(),
  class: z.string().optional(),
  stylesheet: z.string().optional(),
  javascript: z.string().optional(),
  enabled_on: placesSchema.optional(),
  disabled_on: placesSchema.optional(),
  settings: z.array(z.looseObject({ id: z.string().optional(), default: z.unknown().optional() })).default([]),
});

type BlockSchema = z.infer<typeof blockSchema>;

interface AppBlock {
  readonly handle: string;
  readonly schema: BlockSchema;
  readonly source: string;
}

export interface AppBlocks {
  readonly directory: string;
  /** The blocks a merchant may place on this template, as markup, with the settings their authors chose. */
  render(template: string, globals: object): Promise<string>;
}

export const EXTENSION_ASSETS = "/cdn/extensions";

/** Reads a theme app extension as Shopify does: blocks with their schema, snippets, assets, locales. */
export async function loadAppBlocks(directory: string): Promise<AppBlocks> {
  const engine = new Liquid({
    root: join(directory, "blocks"),
    partials: join(directory, "snippets"),
    extname: ".liquid",
    strictFilters: true,
  });
  registerTags(engine);
  registerFilters(engine, {
    assetBase: EXTENSION_ASSETS,
    translate: await loadTranslations(join(directory, "locales")),
  });

  const blocks = await Promise.all(
    (await readdir(join(directory, "blocks"))).sort().map((file) => readBlock(join(directory, "blocks", file))),
  );
  const parsed = blocks
    // Embeds (head, body) are off until the merchant switches them on.
    .filter(({ schema }) => schema.target === "section")
    .map((block) => ({ block, templates: engine.parse(block.source) }));

  return {
    directory,
    async render(template, globals) {
      let markup = "";
      for (const { block, templates } of parsed) {
        if (!mayStandOn(block.schema, template)) continue;
        const id = `${block.handle}_simulated`;
        const object = { id, type: block.handle, settings: defaultSettings(block.schema), shopify_attributes: "" };
        const content: string = await engine.render(templates, { block: object }, { globals });
        markup += wrapped(block.schema, id, content);
      }
      return markup;
    },
  };
}

async function readBlock(file: string): Promise<AppBlock> {
  const source = await readFile(file, "utf8");
  const json = /\{%-?\s*schema\s*-?%\}(.*?)\{%-?\s*endschema\s*-?%\}/s.exec(source)?.[1];
  if (json === undefined) throw new Error(`${file} has no {% schema %}.`);
  const schema = blockSchema.safeParse(JSON.parse(json));
  if (!schema.success) throw new Error(`The {% schema %} of ${file} is wrong: ${z.prettifyError(schema.error)}`);
  return { handle: basename(file, ".liquid"), schema: schema.data, source };
}

function mayStandOn({ enabled_on: enabled, disabled_on: disabled }: BlockSchema, template: string): boolean {
  const names = (places: z.infer<typeof placesSchema> | undefined) =>
    places?.templates?.some((name) => name === "*" || name === template) ?? false;
  if (enabled?.templates !== undefined) return names(enabled);
  return !names(disabled);
}

function defaultSettings({ settings }: BlockSchema): Record<string, unknown> {
  const withId = settings.flatMap(({ id, default: value }) => (id === undefined ? [] : [[id, value ?? null] as const]));
  return Object.fromEntries(withId);
}

function wrapped(
  { tag, class: className = "", stylesheet, javascript }: BlockSchema,
  id: string,
  content: string,
): string {
  const head =
    (stylesheet ? `<link rel="stylesheet" href="${EXTENSION_ASSETS}/${stylesheet}">` : "") +
    (javascript ? `<script src="${EXTENSION_ASSETS}/${javascript}" async></script>` : "");
  if (tag === null) return head + content;
  const name = tag ?? "div";
  const classes = `shopify-block shopify-app-block ${className}`.trim();
  return `${head}<${name} id="shopify-block-${id}" class="${classes}">${content}</${name}>`;
}
