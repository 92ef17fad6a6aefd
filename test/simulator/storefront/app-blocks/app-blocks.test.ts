import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadAppBlocks } from "./app-blocks";

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "blocks-"));
  for (const folder of ["blocks", "snippets", "locales", "assets"]) mkdirSync(join(directory, folder));
  writeFileSync(join(directory, "locales/en.default.json"), JSON.stringify({ hello: "Hello" }));
});
afterEach(() => rmSync(directory, { recursive: true }));

const globals = { shop: { currency: "EUR" }, request: { locale: { iso_code: "en" } } };

function block(markup: string, schema: object): void {
  writeFileSync(
    join(directory, "blocks/one.liquid"),
    `${markup}{% schema %}${JSON.stringify({ name: "One", ...schema })}{% endschema %}`,
  );
}
const render = async (template: string) => (await loadAppBlocks(directory)).render(template, globals);

describe("app blocks", () => {
  it("render with their default settings, their texts and their snippets", async () => {
    writeFileSync(join(directory, "snippets/inner.liquid"), "{{ 'hello' | t }} {{ name }}, {{ shop.currency }}");
    block("{% render 'inner', name: block.settings.name %}", {
      target: "section",
      settings: [
        { type: "header", content: "x" },
        { type: "text", id: "name", label: "Name", default: "you" },
      ],
    });
    expect(await render("product")).toBe(
      '<div id="shopify-block-one_simulated" class="shopify-block shopify-app-block">Hello you, EUR</div>',
    );
  });

  it.each([
    [{}, ["product", "cart"], []],
    [{ enabled_on: { templates: ["product"] } }, ["product"], ["cart", "index"]],
    [{ enabled_on: { templates: ["*"] } }, ["product", "index"], []],
    [{ disabled_on: { templates: ["cart"] } }, ["product"], ["cart"]],
  ])("stand where %j allows", async (places, allowed, refused) => {
    block("here", { target: "section", ...places });
    for (const template of allowed) expect(await render(template)).toContain("here");
    for (const template of refused) expect(await render(template)).toBe("");
  });

  it("that are embeds stay off, as until a merchant switches them on", async () => {
    block("here", { target: "body" });
    expect(await render("product")).toBe("");
    const blocks = await loadAppBlocks(directory);
    expect(blocks.embeds.map(({ handle }) => handle)).toEqual(["one"]);
    const switched = (isOn: boolean) => blocks.renderEmbeds("cart", globals, () => ({ is_switched_on: isOn }));
    expect(await switched(false)).toBe("");
    expect(await switched(true)).toContain("here");
  });

  it("fail loudly on a filter Shopify does not know, a missing text and a missing schema", async () => {
    block("{{ 'x' | no_such_filter }}", { target: "section" });
    await expect(render("product")).rejects.toThrow("no_such_filter");
    block("{{ 'no.such.text' | t }}", { target: "section" });
    await expect(render("product")).rejects.toThrow("no.such.text");
    writeFileSync(join(directory, "blocks/one.liquid"), "no schema");
    await expect(render("product")).rejects.toThrow("has no {% schema %}");
  });
});
