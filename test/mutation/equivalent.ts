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
    file: "app/domain/orders/judge-checkouts.ts",
    code: "let longestIdle = 0;",
    changes: ["0 -> 1"],
    reason: "It is compared with a threshold of at least ten minutes; a millisecond is below any.",
  },
  {
    file: "app/domain/orders/judge-checkouts.ts",
    code: "let lastIdle = 0;",
    changes: ["0 -> 1"],
    reason: "There are always two moments, and each writes it.",
  },
  {
    file: "app/domain/orders/judge-checkouts.ts",
    code: "const order = token === null ? undefined : online.get(token);",
    changes: ["token === null -> false"],
    reason: "Only texts are keys of the map.",
  },
  {
    file: "app/domain/orders/judge-checkouts.ts",
    code: "if (!order || token === null) continue;",
    changes: ["!order || token === null -> false", "|| -> &&"],
    reason: "A checkout linked to no order is one without a link; the type asks for the condition.",
  },
  {
    file: "app/domain/orders/judge-checkouts.ts",
    code: "if (order.checkoutToken !== null) online.delete(order.checkoutToken);",
    changes: ["order.checkoutToken !== null -> true"],
    reason: "The orders matched have tokens; the type asks for the condition.",
  },
  {
    file: "app/domain/orders/judge-checkouts.ts",
    code: "if (started.length < AUTOMATION_CHECKOUTS) continue;",
    changes: ["started.length < AUTOMATION_CHECKOUTS -> false"],
    reason: "Spares the search where no burst can be; each burst is counted again.",
  },
  {
    file: "app/domain/orders/history.ts",
    code: "if (!isCancelledLater && rows.length === order.rows.length) return order;",
    changes: ["!isCancelledLater && rows.length === order.rows.length -> false"],
    reason: "Spares a copy of an order of which everything is known.",
  },
  {
    file: "app/domain/metrics/survival.ts",
    code: "return steps.find(({ survival }) => survival <= share + 1e-12)?.days ?? null;",
    changes: ["<= -> <"],
    reason: "The hair added to the share decides equality.",
  },
  {
    file: "app/domain/metrics/purchase-book.ts",
    code: "if (last?.context === context) return last.book;",
    changes: ["last?.context === context -> false"],
    reason: "The kept book equals one written again.",
  },
  {
    file: "app/domain/metrics/purchase-book.ts",
    code: "const numbered = purchases.every(isNumbered) ? purchases : purchases.filter(isNumbered);",
    changes: ["purchases.every(isNumbered) -> false"],
    reason: "Spares a copy where nothing is filtered out.",
  },
  {
    file: "app/domain/metrics/customer-rhythm.ts",
    code: "const hasLapsed = isActive && lapsesWithin([last, ...moments.filter((at) => at >= start && at < end)], end, lapseMs);",
    changes: ["< -> <="],
    reason: "A purchase at the end itself ends the last pause where the end would.",
  },
  {
    file: "app/domain/metrics/customer-rhythm.ts",
    code: "for (let index = 1; index < numbered.length; index++) {",
    changes: ["< -> <="],
    reason: "Beyond the last purchase there is no pair to take a gap from.",
  },
  {
    file: "app/domain/numeric/quantile.ts",
    code: "if (below === undefined || above === undefined) return null;",
    changes: ["|| -> &&"],
    reason: "Both neighbours exist, or neither does.",
  },
  {
    file: "app/domain/orders/purchases.ts",
    code: "return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);",
    changes: ["1 -> 2"],
    reason: "Of a comparison only the sign counts.",
  },
  {
    file: "app/domain/metrics/sales-totals.ts",
    code: "if (row.happenedAt < earliest || row.happenedAt > latest) continue;",
    changes: ["|| -> &&", "row.happenedAt < earliest || row.happenedAt > latest -> false", "< -> <=", "> -> >="],
    reason: "Spares a look at the calendar; the day of each row is compared afterwards.",
  },
  {
    file: "app/domain/metrics/sales-totals.ts",
    code: "const earliest = dayNumber(range.from) * DAY_MS - DAY_MS;",
    changes: ["* -> /"],
    reason: "An earlier bound only spares less.",
  },
  {
    file: "app/domain/metrics/sales-totals.ts",
    code: "const latest = dayNumber(range.to) * DAY_MS + 2 * DAY_MS;",
    changes: ["2 -> 3"],
    reason: "A later bound only spares less.",
  },
  {
    file: "app/domain/metrics/sales-totals.ts",
    code: "if (isWholeShop(segment)) return sumsOf(purchaseBook(orders, context).orders, range, context);",
    changes: ["isWholeShop(segment) -> false"],
    reason: "Every order passes the test of an empty segment.",
  },
  {
    file: "app/domain/metrics/survival.ts",
    code: "const ordered = waits.toSorted((a, b) => a.days - b.days || Number(b.isBack) - Number(a.isBack));",
    changes: ["- -> +"],
    reason: "All who end at one time are counted together, in whatever order they stand.",
  },
  {
    file: "app/domain/metrics/survival.ts",
    code: "const { survival, greenwood } = steps[step - 1] ?? { survival: 1, greenwood: 0 };",
    changes: ["0 -> 1"],
    reason: "Before the first step the interval is nothing, whatever its variance.",
  },
  {
    file: "app/domain/time/reporting-window.ts",
    code: "if (!from || !to || errors.from || errors.to) return { errors };",
    changes: ["|| -> &&"],
    reason: "A missing day has its message; the type asks for the conditions.",
  },
  {
    file: "app/domain/time/reporting-window.ts",
    code: "return { range: { from, to: to > today ? today : to } };",
    changes: ["> -> >="],
    reason: "Of two equal days either will do.",
  },
  {
    file: "app/domain/time/reporting-window.ts",
    code: "return { from: start, to: sameElapsed > lastDay ? lastDay : sameElapsed };",
    changes: ["> -> >="],
    reason: "Of two equal days either will do.",
  },
  {
    file: "app/domain/metrics/period-cohorts.ts",
    code: "const longest = Math.max(0, ...cohorts.map(({ cells }) => cells.length));",
    changes: ["0 -> 1"],
    reason: "An offset no cohort has reached is left out afterwards.",
  },
  {
    file: "app/domain/groups/rfm.ts",
    code: "const ANY: ScoreRange = [1, 5];",
    changes: ["5 -> 6"],
    reason: "No score is above 5.",
  },
  {
    file: "app/domain/groups/rfm.ts",
    code: "recency: [4, 5],",
    changes: ["5 -> 6"],
    reason: "No score is above 5.",
  },
  {
    file: "app/domain/groups/rfm.ts",
    code: "frequency: [4, 5],",
    changes: ["5 -> 6"],
    reason: "No score is above 5.",
  },
  {
    file: "app/domain/groups/rfm.ts",
    code: "money: [4, 5],",
    changes: ["5 -> 6"],
    reason: "No score is above 5.",
  },
  {
    file: "app/domain/groups/rfm.ts",
    code: "recency: [3, 5],",
    changes: ["5 -> 6"],
    reason: "No score is above 5.",
  },
  {
    file: "app/domain/groups/rfm.ts",
    code: "frequency: [3, 5],",
    changes: ["5 -> 6"],
    reason: "No score is above 5.",
  },
  {
    file: "app/domain/groups/rfm.ts",
    code: "frequency: [1, 2],",
    changes: ["2 -> 3"],
    reason: "A rule before takes customers of this frequency.",
  },
  {
    file: "app/domain/groups/rfm.ts",
    code: "recency: [2, 2],",
    changes: ["2 -> 3"],
    reason: "The rules before take customers of this recency.",
  },
  {
    file: "app/domain/groups/rfm.ts",
    code: "recency: [1, 1],",
    changes: ["1 -> 2"],
    reason: "A rule before takes customers of this recency.",
  },
  {
    file: "app/domain/groups/rfm.ts",
    code: "const isFrequencyFixed = [...frequency, most].some((cut, index, all) => cut === all[index - 1]);",
    changes: ["- -> +"],
    reason: "Two neighbours are equal whichever of them is asked.",
  },
  {
    file: "app/domain/metrics/segmented-book.ts",
    code: "if (isWholeShop(segment)) return book.purchasers;",
    changes: ["isWholeShop(segment) -> false"],
    reason: "Every purchase belongs to an empty segment.",
  },
  {
    file: "app/domain/metrics/explain/exclusions.ts",
    code: 'if (basis.facts === "acquired" && basis.horizonDays !== null) {',
    changes: ['basis.facts === "acquired" && basis.horizonDays !== null -> true', "&& -> ||"],
    reason: "Without a horizon nobody is too young; the type asks for the conditions.",
  },
  {
    file: "app/domain/metrics/explain/list-order.ts",
    code: "const direction = isAscending ? 1 : -1;",
    changes: ["1 -> 2"],
    reason: "Of a comparison only the sign counts.",
  },
  {
    file: "app/domain/metrics/explain/list-order.ts",
    code: "const byKey = direction * compareIds(a.key, b.key);",
    changes: ["* -> /"],
    reason: "Of a comparison only the sign counts.",
  },
  {
    file: "app/domain/goals/evaluate-goal.ts",
    code: 'const because = typeof bound === "string" ? bound : null;',
    changes: ['typeof bound === "string" -> true'],
    reason: "It is read only where there is no bound but a sentence.",
  },
  {
    file: "app/domain/goals/evaluate-goal.ts",
    code: 'return typeof other === "string" ? other : { ...other, value: other.value * (1 + rule.by), farEnd: null };',
    changes: ['typeof other === "string" -> false'],
    reason: "The one goal another builds on has a figure of its own; the type asks for the condition.",
  },
  {
    file: "app/domain/goals/pace.ts",
    code: "if (sign * perWeek * weeks + side * spread >= toGo - Math.abs(toGo) * ROUNDING) return day;",
    changes: [">= -> >"],
    reason: "The hair taken off decides equality.",
  },
  {
    file: "app/domain/goals/pace.ts",
    code: 'const origin = points[0]?.day ?? "";',
    changes: ["0 -> 1"],
    reason: "A line is the same from wherever days are counted.",
  },
  {
    file: "app/domain/goals/pace.ts",
    code: "xy += dx * (value - meanY);",
    changes: ["- -> +"],
    reason: "The distances from the mean day add up to nothing, whatever constant they are multiplied with.",
  },
  {
    file: "app/domain/goals/pace.ts",
    code: "const error = xx === 0 ? 0 : Math.sqrt(residuals / (points.length - 2) / xx);",
    changes: ["0 -> 1"],
    reason: "Without a slope there is no pace, however sure.",
  },
  {
    file: "app/adapters/db/totals/part-of-day.server.ts",
    code: "SELECT order_id FROM orders WHERE shop_id = $1 AND day = $2",
    changes: ["AND -> OR"],
    reason: "Spares a look at other orders; the day of each and of its rows is compared again.",
  },
  {
    file: "app/adapters/db/totals/part-of-day.server.ts",
    code: "SELECT order_id FROM sales_row WHERE shop_id = $1 AND day = $2",
    changes: ["AND -> OR"],
    reason: "Spares a look at other orders; the day of each and of its rows is compared again.",
  },
];
