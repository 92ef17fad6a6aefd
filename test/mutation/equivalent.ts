/** A fault no test can notice, because the numbers stay the same. */
export interface EquivalentMutant {
  readonly file: string;
  /** The line as written, without what surrounds it. */
  readonly code: string;
  /** What was changed into what; several changes of one line may share a reason. */
  readonly changes: readonly string[];
  readonly reason: string;
}

export const EQUIVALENT_MUTANTS: readonly EquivalentMutant[] = [
  {
    file: "app/domain/checkout.ts",
    code: "let longestIdle = 0;",
    changes: ["0 -> 1"],
    reason: "It is compared with a threshold of at least ten minutes; a millisecond is below any.",
  },
  {
    file: "app/domain/checkout.ts",
    code: "let lastIdle = 0;",
    changes: ["0 -> 1"],
    reason: "There are always two moments, and each writes it.",
  },
  {
    file: "app/domain/checkout.ts",
    code: "const order = token === null ? undefined : online.get(token);",
    changes: ["token === null -> false"],
    reason: "Only texts are keys of the map.",
  },
  {
    file: "app/domain/checkout.ts",
    code: "if (!order || token === null) continue;",
    changes: ["!order || token === null -> false", "|| -> &&"],
    reason: "A checkout linked to no order is one without a link; the type asks for the condition.",
  },
  {
    file: "app/domain/checkout.ts",
    code: "if (order.checkoutToken !== null) online.delete(order.checkoutToken);",
    changes: ["order.checkoutToken !== null -> true"],
    reason: "The orders matched have tokens; the type asks for the condition.",
  },
  {
    file: "app/domain/checkout.ts",
    code: "if (started.length < AUTOMATION_CHECKOUTS) continue;",
    changes: ["started.length < AUTOMATION_CHECKOUTS -> false"],
    reason: "Spares the search where no burst can be; each burst is counted again.",
  },
  {
    file: "app/domain/history.ts",
    code: "if (!isCancelledLater && rows.length === order.rows.length) return order;",
    changes: ["!isCancelledLater && rows.length === order.rows.length -> false"],
    reason: "Spares a copy of an order of which everything is known.",
  },
];
