import { keyOf, type CatalogueProduct, type Purpose, type Taste } from "./product";

type Options = Partial<
  Pick<CatalogueProduct, "goesWith" | "soldFrom" | "soldUntil" | "season" | "status" | "isSoldOut">
>;

interface Shelf {
  readonly type: string;
  readonly vendor: string;
  readonly collections: readonly string[];
  readonly tags?: readonly string[];
  readonly purpose: Purpose;
  readonly isFood?: boolean;
  readonly appeal: Partial<Record<Taste, number>>;
  /** Variants of every product of the shelf: title and factor of its price. */
  readonly sizes?: readonly (readonly [title: string, factor: number])[];
  readonly goesWith?: readonly (readonly [key: string, probability: number])[];
}

type Item = readonly [title: string, euro: number, popularity: number, options?: Options];

/** The products of one shelf. */
export function stock(shelf: Shelf, items: readonly Item[]): CatalogueProduct[] {
  return items.map(([title, euro, popularity, options = {}]) => ({
    key: keyOf(title),
    title,
    type: shelf.type,
    vendor: shelf.vendor,
    collections: shelf.collections,
    tags: shelf.tags ?? [],
    purpose: shelf.purpose,
    isFood: shelf.isFood ?? false,
    isGiftCard: false,
    appeal: Object.fromEntries(Object.entries(shelf.appeal).map(([taste, weight]) => [taste, weight * popularity])),
    variants: (shelf.sizes ?? [["Default Title", 1]]).map(([size, factor]) => ({ title: size, price: euro * factor })),
    goesWith: [...(shelf.goesWith ?? []), ...(options.goesWith ?? [])],
    soldFrom: options.soldFrom ?? 0,
    soldUntil: options.soldUntil ?? 1,
    season: options.season ?? "all-year",
    status: options.status ?? "ACTIVE",
    isSoldOut: options.isSoldOut ?? false,
  }));
}
