/** A product as a list shows it. */
export interface Shown {
  readonly title: string;
  readonly href: string;
  /** The line of the price as read aloud. */
  readonly price: string | null;
  readonly struck: string | null;
  readonly unitPrice: string | null;
  /** The variant that the button adds, and the tag of the line it makes. */
  readonly added: number | null;
  readonly tag: string | null;
  /** Where the link goes that stands for the button when there is something to choose. */
  readonly choose: string | null;
}

export interface ShownList {
  readonly place: string;
  readonly list: string;
  readonly heading: string;
  readonly products: readonly Shown[];
  readonly markup: string;
}

const readAloud = (markup: string) =>
  markup
    .replace(/<[^>]+>/g, " ")
    .replace(/&nbsp;|[\s\u00a0]+/g, " ")
    .trim();

/** Every list that the markup of a page shows without a script, in the page's order. */
export function listsIn(page: string): ShownList[] {
  return [...page.matchAll(/<section\s+class="comeback-recommendations .*?<\/section>/gs)]
    .map(([markup]) => ({
      place: /data-comeback-place="([^"]*)"/.exec(markup)?.[1] ?? "",
      list: /data-comeback-list="([^"]*)"/.exec(markup)?.[1] ?? "",
      heading: readAloud(/__heading"[^>]*>(.*?)<\/h\d>/s.exec(markup)?.[1] ?? ""),
      products: productsIn(markup),
      markup,
    }))
    .filter(({ products }) => products.length > 0);
}

function productsIn(list: string): Shown[] {
  const [, ...items] = list.split('<li class="comeback-recommendations__item"');
  return items.map((item) => {
    const part = (pattern: RegExp) => pattern.exec(item)?.[1]?.replaceAll("&amp;", "&") ?? null;
    const aloud = (pattern: RegExp) => {
      const markup = part(pattern);
      return markup === null ? null : readAloud(markup);
    };
    const added = part(/name="id" value="(\d+)"/);
    return {
      title: aloud(/__title">(.*?)<\/h\d>/s) ?? "",
      href: part(/__link" href="([^"]*)"/) ?? "",
      price: aloud(/__price">(.*?)<\/p>/s),
      struck: aloud(/<s [^>]*>(.*?)<\/s>/s),
      unitPrice: aloud(/__unit-price">(.*?)<\/span>\s*<\/p>/s),
      added: added === null ? null : Number(added),
      tag: part(/name="properties\[_rec\]" value="([^"]*)"/),
      choose: part(/__choose" href="([^"]*)"/),
    };
  });
}
