import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  Hash,
  Tag,
  TypeGuards,
  Value,
  type Context,
  type Emitter,
  type Liquid,
  type Parser,
  type TagToken,
  type Template,
  type TopLevelToken,
} from "liquidjs";
import { z } from "zod";
import { escapeHtml } from "../../pages/html";

/** Shopify's own tags, as far as a theme and its app blocks use them. */
export function registerTags(engine: Liquid): void {
  for (const name of ["schema", "doc", "stylesheet", "javascript"]) engine.registerTag(name, SilentBlock);
  engine.registerTag("style", StyleBlock);
  engine.registerTag("form", FormBlock);
  engine.registerTag("paginate", PaginateBlock);
  engine.registerTag("section", SectionTag);
  engine.registerTag("sections", SectionGroupTag);
  engine.registerTag("content_for", ContentForTag);
}

/** Text up to the closing tag, as written. */
function readRaw(token: TagToken, rest: TopLevelToken[]): string {
  let text = "";
  for (let next = rest.shift(); next !== undefined; next = rest.shift()) {
    if (TypeGuards.isTagToken(next) && next.name === `end${token.name}`) return text;
    text += next.getText();
  }
  throw new Error(`{% ${token.name} %} is never closed.`);
}

function readTemplates(token: TagToken, rest: TopLevelToken[], parser: Parser): Template[] {
  const templates: Template[] = [];
  for (let next = rest.shift(); next !== undefined; next = rest.shift()) {
    if (TypeGuards.isTagToken(next) && next.name === `end${token.name}`) return templates;
    templates.push(parser.parseToken(next, rest));
  }
  throw new Error(`{% ${token.name} %} is never closed.`);
}

/** `schema`, `doc` and the collected assets leave nothing where they stand. */
class SilentBlock extends Tag {
  constructor(token: TagToken, rest: TopLevelToken[], liquid: Liquid) {
    super(token, rest, liquid);
    readRaw(token, rest);
  }
  render(): void {}
}

class StyleBlock extends Tag {
  readonly #templates: Template[];
  constructor(token: TagToken, rest: TopLevelToken[], liquid: Liquid, parser: Parser) {
    super(token, rest, liquid);
    this.#templates = readTemplates(token, rest, parser);
  }
  *render(context: Context, emitter: Emitter): Generator<unknown, void, unknown> {
    emitter.write("<style data-shopify>");
    yield this.liquid.renderer.renderTemplates(this.#templates, context, emitter);
    emitter.write("</style>");
  }
}

const FORM_ACTIONS: Record<string, string> = { product: "/cart/add", cart: "/cart" };

/** `{% form 'product', product, class: 'x' %}` */
class FormBlock extends Tag {
  readonly #templates: Template[];
  readonly #type: string;
  readonly #subject: Value | null;
  readonly #attributes: Hash;
  constructor(token: TagToken, rest: TopLevelToken[], liquid: Liquid, parser: Parser) {
    super(token, rest, liquid);
    const parts = /^\s*['"]([\w-]+)['"]\s*(?:,\s*([\w.-]+)\s*(?=,|$))?(.*)$/s.exec(token.args);
    const type = parts?.[1] ?? "";
    if (!(type in FORM_ACTIONS)) throw new Error(`The simulated theme knows no form "${type}".`);
    this.#type = type;
    this.#subject = parts?.[2] === undefined ? null : new Value(parts[2], liquid);
    this.#attributes = new Hash(parts?.[3] ?? "");
    this.#templates = readTemplates(token, rest, parser);
  }
  *render(context: Context, emitter: Emitter): Generator<unknown, void, unknown> {
    const given = (yield this.#attributes.render(context)) as Record<string, unknown>;
    const subject = this.#subject === null ? null : yield this.#subject.value(context);
    const id = typeof subject === "object" && subject !== null && "id" in subject ? String(subject.id) : null;
    const attributes: Record<string, unknown> = {
      method: "post",
      action: FORM_ACTIONS[this.#type],
      "accept-charset": "UTF-8",
      ...(id === null ? {} : { id: `${this.#type}_form_${id}` }),
      ...given,
    };
    const written = Object.entries(attributes).map(([name, value]) => ` ${name}="${escapeHtml(String(value))}"`);
    emitter.write(`<form${written.join("")}><input type="hidden" name="form_type" value="${this.#type}">`);
    yield this.liquid.renderer.renderTemplates(this.#templates, context, emitter);
    emitter.write("</form>");
  }
}

/** `{% paginate collection.products by 12 %}`: the list is cut to the page asked for, `paginate` says which. */
class PaginateBlock extends Tag {
  readonly #templates: Template[];
  readonly #path: string[];
  readonly #size: number;
  constructor(token: TagToken, rest: TopLevelToken[], liquid: Liquid, parser: Parser) {
    super(token, rest, liquid);
    const parts = /^\s*([\w.]+)\s+by\s+(\d+)/.exec(token.args);
    if (!parts) throw new Error(`{% paginate ${token.args} %} is not "list by number".`);
    this.#path = parts[1]!.split(".");
    this.#size = Number(parts[2]);
    this.#templates = readTemplates(token, rest, parser);
  }
  *render(context: Context, emitter: Emitter): Generator<unknown, void, unknown> {
    const [owner, list] = [this.#path.slice(0, -1), this.#path.at(-1)!];
    const whole = context.getSync(this.#path);
    const items: unknown[] = Array.isArray(whole) ? whole : [];
    const pages = Math.max(1, Math.ceil(items.length / this.#size));
    const asked = Number(context.getSync(["request", "page"]) ?? 1);
    const page = Math.min(Math.max(1, Number.isInteger(asked) ? asked : 1), pages);
    const cut = items.slice((page - 1) * this.#size, page * this.#size);
    const holder = owner.length === 0 ? {} : (context.getSync(owner) as object);
    const scope = owner.length === 0 ? { [list]: cut } : { [owner[0]!]: { ...holder, [list]: cut } };
    const link = (number: number) => ({ title: String(number), url: `?page=${number}` });
    context.push({
      ...scope,
      paginate: {
        current_page: page,
        pages,
        items: items.length,
        page_size: this.#size,
        previous: page > 1 ? link(page - 1) : null,
        next: page < pages ? link(page + 1) : null,
      },
    });
    yield this.liquid.renderer.renderTemplates(this.#templates, context, emitter);
    context.pop();
  }
}

/** `{% section 'header' %}` */
class SectionTag extends Tag {
  readonly #name: Value;
  constructor(token: TagToken, rest: TopLevelToken[], liquid: Liquid) {
    super(token, rest, liquid);
    this.#name = new Value(token.args, liquid);
  }
  *render(context: Context, emitter: Emitter): Generator<unknown, void, unknown> {
    const name = String(yield this.#name.value(context));
    emitter.write(yield renderSection(this.liquid, context, name));
  }
}

const groupSchema = z.object({
  sections: z.record(z.string(), z.object({ type: z.string() })),
  order: z.array(z.string()),
});

/** `{% sections 'header-group' %}`: a JSON file names the sections and their order. */
class SectionGroupTag extends Tag {
  readonly #name: Value;
  constructor(token: TagToken, rest: TopLevelToken[], liquid: Liquid) {
    super(token, rest, liquid);
    this.#name = new Value(token.args, liquid);
  }
  *render(context: Context, emitter: Emitter): Generator<unknown, void, unknown> {
    const name = String(yield this.#name.value(context));
    const file = join(this.liquid.options.root[0]!, "sections", `${name}.json`);
    const { sections, order } = groupSchema.parse(JSON.parse(readFileSync(file, "utf8")));
    for (const id of order) emitter.write(yield renderSection(this.liquid, context, sections[id]!.type));
  }
}

async function renderSection(engine: Liquid, context: Context, type: string): Promise<string> {
  const scope = { section: { id: type, settings: {} } };
  const content: string = await engine.renderFile(`sections/${type}`, scope, { globals: context.globals });
  return `<div id="shopify-section-${type}" class="shopify-section">${content}</div>`;
}

/** `{% content_for 'blocks' %}`: where the merchant's app blocks go; they are rendered before the page is. */
class ContentForTag extends Tag {
  constructor(token: TagToken, rest: TopLevelToken[], liquid: Liquid) {
    super(token, rest, liquid);
    if (!/^\s*['"]blocks['"]\s*$/.test(token.args)) throw new Error("The simulated theme places blocks only.");
  }
  render(context: Context, emitter: Emitter): void {
    emitter.write(String(context.getSync(["content_for_blocks"]) ?? ""));
  }
}
