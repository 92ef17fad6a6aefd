import type { Database } from "./database";
import type { Id } from "./records/values";

export type IdKind =
  | "product"
  | "variant"
  | "customer"
  | "order"
  | "checkout"
  | "metafield"
  | "bulkOperation"
  | "installation"
  | "webPixel"
  /** Lines, agreements, refunds and edits share one sequence, so that no two of them are ever mixed up unseen. */
  | "part"
  /** The number in `#1001`. */
  | "orderNumber";

/** Where a shop's own ids begin; a data folder's ids may lie anywhere. */
const FIRST: Record<IdKind, Id> = {
  product: 8_000_000_000_001,
  variant: 44_000_000_000_001,
  customer: 7_000_000_000_001,
  order: 6_000_000_000_001,
  checkout: 35_000_000_000_001,
  metafield: 27_000_000_000_001,
  bulkOperation: 4_000_000_000_001,
  installation: 500_000_000_001,
  webPixel: 900_000_001,
  part: 10_000_000_001,
  orderNumber: 1001,
};

export interface IdSequence {
  /** The first of `count` fresh ids in a row. */
  next(kind: IdKind, count?: number): Id;
  /** Makes sure that `id`, given from outside, is never handed out. */
  reserve(kind: IdKind, id: Id): void;
  /** Writes down what was handed out; belongs to the transaction that uses the ids. */
  save(): void;
}

export function idSequence(database: Database, shopId: Id): IdSequence {
  const following = new Map<IdKind, Id>();
  const unsaved = new Set<IdKind>();

  function load(kind: IdKind): Id {
    const known = following.get(kind);
    if (known !== undefined) return known;
    const row = database.get("SELECT next FROM counter WHERE shop_id = ? AND kind = ?", shopId, kind);
    const first = row === undefined ? FIRST[kind] : Number(row["next"]);
    following.set(kind, first);
    return first;
  }

  database.onRollback(() => {
    following.clear();
    unsaved.clear();
  });

  return {
    next(kind, count = 1) {
      const id = load(kind);
      following.set(kind, id + count);
      unsaved.add(kind);
      return id;
    },
    reserve(kind, id) {
      if (id < load(kind)) return;
      following.set(kind, id + 1);
      unsaved.add(kind);
    },
    save() {
      for (const kind of unsaved) {
        database.run(
          "INSERT INTO counter (shop_id, kind, next) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET next = excluded.next",
          shopId,
          kind,
          load(kind),
        );
      }
      unsaved.clear();
    },
  };
}
