import type { Liquid } from "liquidjs";
import { escapeHtml } from "../../pages/html";
import { formatMoney, formatMoneyWithCode } from "../../money/money-format";
import { handleize, type ImageObject } from "./drops";
import type { Translate } from "./translations";

export interface FilterSurroundings {
  /** Where the assets of these templates are served, for example `/cdn/theme`. */
  readonly assetBase: string;
  readonly translate: Translate;
}

interface ThemeGlobals {
  readonly shop: { readonly currency: string };
  readonly request: { readonly locale: { readonly iso_code: string } };
}

/** Named arguments arrive as pairs. */
type Argument = string | number | [string, unknown];

/** Shopify's own filters, as far as a theme and its app blocks use them. */
export function registerFilters(engine: Liquid, { assetBase, translate }: FilterSurroundings): void {
  engine.registerFilter("t", function (key: unknown, ...args: Argument[]) {
    const { request } = this.context.globals as unknown as ThemeGlobals;
    return translate(request.locale.iso_code, String(key), named(args));
  });
  engine.registerFilter("money", function (amount: unknown) {
    return escapeHtml(
      formatMoney(Number(amount ?? 0), (this.context.globals as unknown as ThemeGlobals).shop.currency),
    );
  });
  engine.registerFilter("money_with_currency", function (amount: unknown) {
    const { currency } = (this.context.globals as unknown as ThemeGlobals).shop;
    return escapeHtml(formatMoneyWithCode(Number(amount ?? 0), currency));
  });
  engine.registerFilter("image_url", (image: unknown, ...args: Argument[]) => imageUrl(image, named(args)));
  engine.registerFilter("img_url", (image: unknown, size?: string) =>
    imageUrl(image, { width: Number(/^\d+/.exec(size ?? "")?.[0] ?? 0) }),
  );
  engine.registerFilter("image_tag", (url: unknown, ...args: Argument[]) => imageTag(String(url), named(args)));
  engine.registerFilter("asset_url", (name: unknown) => `${assetBase}/${encodeURIComponent(String(name))}`);
  engine.registerFilter("script_tag", (url: unknown) => `<script src="${escapeHtml(String(url))}"></script>`);
  engine.registerFilter(
    "stylesheet_tag",
    (url: unknown) => `<link href="${escapeHtml(String(url))}" rel="stylesheet" type="text/css" media="all">`,
  );
  engine.registerFilter("handleize", (text: unknown) => handleize(String(text ?? "")));
  engine.registerFilter("placeholder_svg_tag", (_name: unknown, className: unknown) => placeholder(className));
  engine.registerFilter("within", (url: unknown, collection: unknown) => {
    const isCollection = typeof collection === "object" && collection !== null && "url" in collection;
    return isCollection ? `${String(collection.url)}${String(url)}` : String(url);
  });
  engine.registerFilter("pluralize", (count: unknown, one: unknown, other: unknown) =>
    Number(count) === 1 ? one : other,
  );
}

function named(args: readonly Argument[]): Record<string, unknown> {
  return Object.fromEntries(args.filter((argument): argument is [string, unknown] => Array.isArray(argument)));
}

function isImage(value: unknown): value is ImageObject {
  return typeof value === "object" && value !== null && "src" in value;
}

function imageUrl(image: unknown, { width, height }: Record<string, unknown>): string {
  const source = isImage(image) ? image.src : isProduct(image) ? image.featured_image.src : null;
  if (source === null) throw new Error("image_url: there is no image to link to.");
  const query = new URLSearchParams();
  if (Number(width) > 0) query.set("width", String(width));
  if (Number(height) > 0) query.set("height", String(height));
  return query.size === 0 ? source : `${source}?${query}`;
}

function isProduct(value: unknown): value is { featured_image: ImageObject } {
  return typeof value === "object" && value !== null && "featured_image" in value && isImage(value.featured_image);
}

/** Pictures here are square, so one side gives the other. */
function imageTag(url: string, attributes: Record<string, unknown>): string {
  const width = new URL(url, "http://localhost").searchParams.get("width");
  const all = { width, height: width, alt: "", ...attributes };
  const written = Object.entries(all).flatMap(([name, value]) =>
    value === null || value === undefined ? [] : [` ${name}="${escapeHtml(String(value))}"`],
  );
  return `<img src="${escapeHtml(url)}"${written.join("")}>`;
}

function placeholder(className: unknown): string {
  const attribute = className === undefined ? "" : ` class="${escapeHtml(String(className))}"`;
  return `<svg${attribute} viewBox="0 0 100 100" aria-hidden="true"><rect width="100" height="100" fill="#e8e8e8"/></svg>`;
}
