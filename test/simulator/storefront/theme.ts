import { fileURLToPath } from "node:url";
import { Liquid } from "liquidjs";
import type { EditableBlock } from "./app-blocks/app-blocks";
import { registerFilters } from "./liquid/liquid-filters";
import { registerTags } from "./liquid/liquid-tags";
import { loadTranslations } from "./liquid/translations";

export const THEME_DIRECTORY = fileURLToPath(new URL("../theme", import.meta.url));
export const THEME_ASSETS = "/cdn/theme";

/** What a merchant may choose of the theme itself. */
export const THEME_SETTINGS: EditableBlock = {
  handle: "theme",
  name: "Theme",
  settings: [
    {
      ...{ type: "select", id: "cart_type", label: "Cart", default: "page" },
      options: [
        { value: "page", label: "Page" },
        { value: "drawer", label: "Drawer" },
      ],
    },
  ],
};

export interface Theme {
  render(template: string, globals: object): Promise<string>;
}

/** The simulated shop's theme: templates within a layout, as an Online Store 2.0 theme is laid out. */
export async function loadTheme(): Promise<Theme> {
  const engine = new Liquid({
    root: THEME_DIRECTORY,
    partials: `${THEME_DIRECTORY}/snippets`,
    extname: ".liquid",
    strictFilters: true,
    cache: true,
  });
  registerTags(engine);
  registerFilters(engine, {
    assetBase: THEME_ASSETS,
    translate: await loadTranslations(`${THEME_DIRECTORY}/locales`),
  });
  return {
    async render(template, globals) {
      const content: string = await engine.renderFile(`templates/${template}`, {}, { globals });
      return engine.renderFile("layout/theme", { content_for_layout: content }, { globals });
    },
  };
}
