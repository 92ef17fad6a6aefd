import { html, type Html } from "../pages/html";
import type { ShopStore } from "../store/shop-store";
import type { EditableBlock } from "../storefront/app-blocks/app-blocks";
import {
  type BlockSetting,
  effectiveSettings,
  settingsOfForm,
  type SettingValue,
} from "../storefront/app-blocks/block-settings";
import { savedBlockSettings, saveBlockSettings } from "../storefront/app-blocks/saved-block-settings";
import { storeName, type AdminContext } from "./admin-context";
import { THEME_SETTINGS } from "../storefront/theme";
import { page } from "./record-pages";

/** The pages of the online store, by their templates' names. */
const TEMPLATES = {
  product: "Product",
  cart: "Cart",
  collection: "Collection",
  index: "Home",
  search: "Search",
  "404": "Not found",
} as const;

/** The app's blocks on a template and their settings; the simulated theme has every block it may have in place. */
export function themeEditorPage(
  context: AdminContext,
  shop: ShopStore,
  { template, isSaved }: { readonly template: string; readonly isSaved: boolean },
): string {
  const placeable = context.blocks.placeable(template);
  const everywhere = [...context.blocks.embeds, THEME_SETTINGS];
  const none = html`<section class="card"><p>The app has no block for the template "${template}".</p></section>`;
  return page(
    context,
    shop,
    "home",
    "Theme editor",
    html`
      <p role="status">${isSaved ? "Saved. The storefront shows it from now on." : ""}</p>
      <nav aria-label="Templates">
        <ul class="templates">
          ${Object.entries(TEMPLATES).map(
            ([name, label]) =>
              html`<li><a href="?template=${name}" ${name === template && html`aria-current="page"`}>${label}</a></li>`,
          )}
        </ul>
      </nav>
      <section class="card">
        <p>
          In Shopify the merchant places the app's blocks here. The simulated theme has them already, on every template
          they allow; their settings are changed below.
        </p>
      </section>
      ${placeable.length === 0 ? none : placeable.map((block) => blockForm(context, shop, template, block))}
      <h2>On every page</h2>
      ${everywhere.map((block) => blockForm(context, shop, template, block))}
      <div class="actions">
        <a class="button" href="${exampleAddress(context, shop, template)}">See it in the storefront</a>
      </div>
    `,
  );
}

/** Saves the form of a block; what is wrong with it, or null. */
export function saveBlock(
  { store, blocks }: AdminContext,
  shop: ShopStore,
  template: string,
  handle: string,
  form: Readonly<Record<string, unknown>>,
): string | null {
  const editable = [...blocks.placeable(template), ...blocks.embeds, THEME_SETTINGS];
  const block = editable.find((each) => each.handle === handle);
  if (block === undefined) return `The app has no block "${handle}" for the template "${template}".`;
  try {
    saveBlockSettings(store.database, shop.id, handle, settingsOfForm(block.settings, form));
    return null;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return `Nothing was saved. ${error.message}.`;
  }
}

function blockForm(
  { store }: AdminContext,
  shop: ShopStore,
  template: string,
  { handle, name, settings }: EditableBlock,
): Html {
  const values = effectiveSettings(settings, savedBlockSettings(store.database, shop.id, handle));
  const action = `/store/${storeName(shop.domain)}/themes/current/editor/${handle}?${new URLSearchParams({ template })}`;
  return html`<form class="card settings" method="post" action="${action}" aria-labelledby="block-${handle}">
    <h2 id="block-${handle}">${name}</h2>
    ${settings.map((setting) => settingField(setting, values[setting.id]!, `${handle}-${setting.id}`))}
    <div class="actions"><button class="primary">Save</button></div>
  </form>`;
}

function settingField(setting: BlockSetting, value: SettingValue, fieldId: string): Html {
  const { id, label, info } = setting;
  const hint = info === undefined ? null : html`<p id="${fieldId}-info" class="hint">${info}</p>`;
  const described = hint && html`aria-describedby="${fieldId}-info"`;
  const named = html`id="${fieldId}" name="${id}" ${described}`;
  if (setting.type === "checkbox") {
    return html`<div class="setting">
      <label><input type="checkbox" value="1" ${named} ${value === true && html`checked`} /> ${label}</label>
      ${hint}
    </div>`;
  }
  return html`<div class="setting">
    <label for="${fieldId}">${label}</label>
    ${fieldOf(setting, value, named)} ${hint}
  </div>`;
}

function fieldOf(setting: Exclude<BlockSetting, { type: "checkbox" }>, value: SettingValue, named: Html): Html {
  switch (setting.type) {
    case "text":
      return html`<input type="text" value="${String(value)}" ${named} />`;
    case "range": {
      // A number field says its value without a script; a slider would not.
      const { min, max, step, unit } = setting;
      return html`<input type="number" min="${min}" max="${max}" step="${step}" value="${String(value)}" ${named} />
        ${unit}`;
    }
    case "select":
      return html`<select ${named}>
        ${setting.options.map(
          (option) =>
            html`<option value="${option.value}" ${option.value === value && html`selected`}>${option.label}</option>`,
        )}
      </select>`;
  }
}

/** A page of the template in the online store. */
function exampleAddress(context: AdminContext, shop: ShopStore, template: string): string {
  const product = shop.products({ limit: 1 })[0];
  const paths: Record<string, string> = {
    product: product ? `/products/${encodeURIComponent(product.handle)}` : "/",
    cart: "/cart",
    collection: "/collections/all",
    search: "/search?q=nothing+like+this",
    "404": "/not-here",
  };
  return new URL(paths[template] ?? "/", context.storefrontUrl(shop.domain)).href;
}
