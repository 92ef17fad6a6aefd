import { readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { Liquid } from "liquidjs";
import { z } from "zod";
import { type BlockSetting, effectiveSettings, type SettingValues, settingsSchema } from "./block-settings";
import { registerFilters } from "../liquid/liquid-filters";
import { registerTags } from "../liquid/liquid-tags";
import { loadTranslations, type Translate } from "../liquid/translations";

const placesSchema = z.object({ templates: z.array(z.string()).optional(), groups: z.array(z.string()).optional() });

const blockSchema = z.object({
  name: z.string(),
  target: z.enum(["section", "head", "body", "compliance_head"]),
  tag: z.string().nullable().optional(),
  class: z.string().optional(),
  stylesheet: z.string().optional(),
  javascript: z.string().optional(),
  enabled_on: placesSchema.optional(),
  disabled_on: placesSchema.optional(),
  settings: settingsSchema,
});

type BlockSchema = z.infer<typeof blockSchema>;

interface AppBlock {
  readonly handle: string;
  readonly schema: BlockSchema;
  readonly source: string;
}

/** A block as the theme editor shows it: names and labels in English. */
export interface EditableBlock {
  readonly handle: string;
  readonly name: string;
  readonly settings: readonly BlockSetting[];
}

/** What a shop chose for the block of this handle; empty before it chose anything. */
export type ChosenSettings = (handle: string) => SettingValues;

export interface AppBlocks {
  readonly directory: string;
  /** The blocks a merchant may place on this template. */
  placeable(template: string): readonly EditableBlock[];
  /** Those of no place of their own, which stand on every page once a merchant switches them on. */
  readonly embeds: readonly EditableBlock[];
  /** Placeable blocks as markup, with the shop's settings where it has any, else those their authors chose. */
  render(template: string, globals: object, chosen?: ChosenSettings): Promise<string>;
  /** The embeds that are switched on, as markup. */
  renderEmbeds(template: string, globals: object, chosen: ChosenSettings): Promise<string>;
}

/** The id of the section that holds the app's blocks on a template. */
export const appsSection = (template: string): string => `template--${template}__apps`;

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
  const parsed = blocks.map((block) => ({ block, templates: engine.parse(block.source) }));
  const standing = parsed.filter(({ block }) => block.schema.target === "section");
  const embeds = parsed.filter(({ block }) => block.schema.target === "body");

  const label = await loadTranslations(join(directory, "locales"), ".schema.json");
  const editable = new Map(standing.map(({ block }) => [block, editableBlock(block, label)]));

  const markupOf = async (
    { block, templates }: (typeof parsed)[number],
    template: string,
    globals: object,
    chosen: SettingValues,
  ) => {
    const id = `${block.handle}_simulated`;
    const settings = effectiveSettings(block.schema.settings, chosen);
    const object = { id, type: block.handle, settings, shopify_attributes: "" };
    const scope = { block: object, section: { id: appsSection(template) } };
    const content: string = await engine.render(templates, scope, { globals });
    return wrapped(block.schema, id, content);
  };

  return {
    directory,
    placeable: (template) =>
      [...editable].flatMap(([block, shown]) => (mayStandOn(block.schema, template) ? [shown] : [])),
    embeds: embeds.map(({ block }) => withSwitch(editableBlock(block, label))),
    async render(template, globals, chosen = () => ({})) {
      let markup = "";
      for (const each of standing) {
        if (!mayStandOn(each.block.schema, template)) continue;
        markup += await markupOf(each, template, globals, chosen(each.block.handle));
      }
      return markup;
    },
    async renderEmbeds(template, globals, chosen) {
      let markup = "";
      for (const each of embeds) {
        const settings = chosen(each.block.handle);
        if (settings[SWITCH] === true) markup += await markupOf(each, template, globals, settings);
      }
      return markup;
    },
  };
}

/** What the theme editor keeps beside an embed's own settings. */
const SWITCH = "is_switched_on";

function withSwitch(embed: EditableBlock): EditableBlock {
  const shown: BlockSetting = { type: "checkbox", id: SWITCH, label: "Switched on", default: false };
  return { ...embed, settings: [shown, ...embed.settings] };
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

/** `t:` in a schema names a text of the `.schema.json` locales. */
function editableBlock({ handle, schema }: AppBlock, translate: Translate): EditableBlock {
  const text = (given: string) => (given.startsWith("t:") ? translate("en", given.slice(2), {}) : given);
  return {
    handle,
    name: text(schema.name),
    settings: schema.settings.map((setting) => ({
      ...setting,
      label: text(setting.label),
      ...(setting.info === undefined ? {} : { info: text(setting.info) }),
      ...(setting.type === "select"
        ? { options: setting.options.map((option) => ({ ...option, label: text(option.label) })) }
        : {}),
    })),
  };
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
