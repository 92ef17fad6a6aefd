import { readFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { escapeHtml } from "../../pages/html";

export type Translate = (locale: string, key: string, values: Readonly<Record<string, unknown>>) => string;

type Texts = Record<string, unknown>;

/**
 * The `t` filter over a folder of locale files: `en.default.json`, `de.json`, ... Falls back to the default language.
 * The ending `.schema.json` reads the files beside them, which hold the theme editor's texts.
 * @throws {Error} when a key is in no file: Shopify would print "translation missing" to shoppers.
 */
export async function loadTranslations(folder: string, ending: ".json" | ".schema.json" = ".json"): Promise<Translate> {
  const byLocale = new Map<string, Texts>();
  let fallback = "en";
  for (const file of await readdir(folder)) {
    if (!file.endsWith(ending) || (ending === ".json" && file.endsWith(".schema.json"))) continue;
    const [locale = "", mark] = file.split(".");
    if (mark === "default") fallback = locale;
    byLocale.set(locale, JSON.parse(readFileSync(join(folder, file), "utf8")) as Texts);
  }
  return (locale, key, values) => {
    const languages = [locale, locale.split("-")[0]!, fallback];
    for (const language of languages) {
      const text = textOf(byLocale.get(language), key, language, values);
      if (text !== null) return fill(text, key, values);
    }
    throw new Error(`No text for "${key}" in ${folder}.`);
  };
}

function textOf(texts: Texts | undefined, key: string, language: string, values: Readonly<Record<string, unknown>>) {
  let found: unknown = texts;
  for (const part of key.split(".")) {
    found = typeof found === "object" && found !== null ? (found as Texts)[part] : undefined;
  }
  if (typeof found === "object" && found !== null) {
    const form = new Intl.PluralRules(language).select(Number(values.count ?? 0));
    found = (found as Texts)[form] ?? (found as Texts).other;
  }
  return typeof found === "string" ? found : null;
}

/** Texts are escaped, as in Shopify, unless the key ends in `_html`; what is filled in is escaped always. */
function fill(text: string, key: string, values: Readonly<Record<string, unknown>>): string {
  const safe = key.endsWith("_html") ? text : escapeHtml(text);
  return safe.replace(/\{\{\s*(\w+)\s*\}\}/g, (_whole, name: string) => escapeHtml(String(values[name] ?? "")));
}
