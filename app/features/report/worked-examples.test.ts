import { describe, expect, it } from "vitest";
import { reportedMetric } from "./reported-metric";
import { WORKED_EXAMPLES } from "../../../test/fixtures/worked-examples/examples";
import { historyOfFolder, mergedHistory } from "../../../test/fixtures/worked-examples/history-of-folder";
import type { Expectation, WorkedExample } from "../../../test/fixtures/worked-examples/worked-example";
import { DEFAULT_DEFINITIONS } from "~/domain/orders/definitions";
import type { ShopHistory } from "~/domain/orders/history";
import { formatMean } from "~/domain/money";
import { METRICS, type MetricKey } from "~/domain/metrics/catalogue/catalogue";
import { cohortCells, cohortTable } from "~/domain/metrics/cohorts/cohorts";
import { foldedTotals } from "~/domain/metrics/totals/folded-totals";
import type { MetricContext } from "~/domain/metrics/history/metric-context";
import { readMetric } from "~/domain/metrics/catalogue/read-metric";

function contextOf(example: WorkedExample, asOf: string, definitions: Expectation["definitions"] = {}): MetricContext {
  const { ianaTimezone, currencyCode, scopes } = example.folder.shop;
  return {
    timeZone: ianaTimezone,
    asOf: Date.parse(asOf),
    definitions: { ...DEFAULT_DEFINITIONS, ...definitions },
    currencyCode,
    isHistoryLimited: scopes !== undefined && !scopes.includes("read_all_orders"),
    checkoutsKnownFrom: "2000-01-01",
    measuredFrom: firstDayOf(example),
  };
}

/** The day of the first event, in the examples' zone. */
function firstDayOf({ folder: { events } }: WorkedExample): string | null {
  return events.map(({ at }) => at.slice(0, 10)).toSorted()[0] ?? null;
}

async function reported(
  example: WorkedExample,
  history: ShopHistory,
  expectation: Expectation,
): Promise<Expectation["metrics"]> {
  const context = contextOf(example, expectation.asOf, expectation.definitions);
  const reader = foldedTotals(history, context);
  const stamp = { currencyCode: context.currencyCode, asOf: expectation.asOf, definitionVersion: 1 };
  const values: Expectation["metrics"] = {};
  for (const key of Object.keys(expectation.metrics) as MetricKey[]) {
    const metric = await readMetric(key, reader, expectation, context);
    values[key] = reportedMetric(metric, METRICS[key], stamp).value;
  }
  return values;
}

describe.each(WORKED_EXAMPLES)("example $letter: $title", (example) => {
  const history = historyOfFolder(example.folder);

  it.each(example.expected)("reports $from to $to as of $asOf", async (expectation) => {
    expect(await reported(example, history, expectation)).toEqual(expectation.metrics);
  });
  if (example.merge && example.expectedMerged) {
    const { from, into } = example.merge;
    it.each(example.expectedMerged)("reports $from to $to after the merge", async (expectation) => {
      expect(await reported(example, mergedHistory(history, from, into), expectation)).toEqual(expectation.metrics);
    });
  }
  if (example.cohorts) {
    it.each(example.cohorts)("shows the cohort of $cohort", ({ asOf, cohort, values, retention }) => {
      const context = contextOf(example, asOf);
      const table = cohortTable(cohortCells(history.orders, context), context.asOf, context.timeZone);
      const row = table.find((each) => each.cohort === cohort);
      const size = row?.customers ?? 0;
      expect(row?.months.map(({ buyers }) => buyers / size)).toEqual(retention);
      expect(row?.months.map(({ cumulativeValue }) => formatMean(cumulativeValue, size, context.currencyCode))).toEqual(
        values,
      );
    });
  }
});
