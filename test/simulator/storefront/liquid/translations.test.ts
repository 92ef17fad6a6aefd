import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadTranslations, type Translate } from "./translations";

let folder: string;
let translate: Translate;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "locales-"));
  const write = (name: string, texts: object) => writeFileSync(join(folder, name), JSON.stringify(texts));
  write("en.default.json", {
    items: { one: "{{ count }} item", other: "{{count}} items" },
    only: "English & more",
    bold_html: "<b>{{ name }}</b>",
  });
  write("de.json", { items: { one: "{{ count }} Artikel", other: "{{ count }} Artikel" } });
  write("en.default.schema.json", { only: "for the editor" });
  translate = await loadTranslations(folder);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("the t filter", () => {
  it("counts in the language asked for", () => {
    expect(translate("en", "items", { count: 1 })).toBe("1 item");
    expect(translate("en", "items", { count: 5 })).toBe("5 items");
    expect(translate("de-AT", "items", { count: 5 })).toBe("5 Artikel");
  });
  it("falls back to the default language", () => {
    expect(translate("de", "only", {})).toBe("English &amp; more");
    expect(translate("ja", "items", { count: 2 })).toBe("2 items");
  });
  it("escapes what is filled in, even into markup", () => {
    expect(translate("en", "bold_html", { name: "<i>" })).toBe("<b>&lt;i&gt;</b>");
  });
});
