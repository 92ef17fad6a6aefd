import { alignedLines } from "~/features/evaluation/aligned-lines";
import { RANGE_MONTHS, type RangeScore } from "./evaluate-ranges";
import type { RangesOfLogs } from "./range-folder.server";

/** The same as the JSON, to be read by people. */
export function rangesTable({ logs, leftOut, intervals }: RangesOfLogs): string {
  return [
    ...leftOut.map(({ file, because }) => `${file} is left out. ${because}`),
    ...logs.flatMap(({ log, customers, from, to, intervals: own }) => [
      "",
      `${log}: ${customers} customers, ${from} to ${to}`,
      rangeTable(own),
    ]),
    "",
    "All together",
    rangeTable(intervals),
    "",
  ].join("\n");
}

/** How often 80% ranges held, of how many, and their median width over the forecast. */
export function rangeTable(scores: readonly RangeScore[]): string {
  const kinds = [...new Set(scores.map(({ kind, of }) => `${kind}, ${of}`))];
  const rows = kinds.map((name) => [
    name,
    ...RANGE_MONTHS.map((months) => {
      const score = scores.find((each) => `${each.kind}, ${each.of}` === name && each.months === months);
      return score ? cell(score) : "-";
    }),
  ]);
  const header = ["80% ranges: held, width", ...RANGE_MONTHS.map((months) => `${months} months`)];
  return alignedLines([header, ...rows]).join("\n");
}

const cell = ({ covered, forecasts, medianWidth }: RangeScore) =>
  `${Math.round((100 * covered) / forecasts)}% of ${forecasts}, ${medianWidth.toFixed(2)}`;
