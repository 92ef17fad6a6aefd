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
  const header = RANGE_MONTHS.map((months) => `${months} months`.padStart(22));
  const rows = kinds.map((name) => {
    const cells = RANGE_MONTHS.map((months) => {
      const score = scores.find((each) => `${each.kind}, ${each.of}` === name && each.months === months);
      return (score ? cell(score) : "-").padStart(22);
    });
    return name.padEnd(22) + cells.join("");
  });
  return ["80% ranges: held, width".padEnd(22) + header.join("").slice(1), ...rows].join("\n");
}

const cell = ({ covered, forecasts, medianWidth }: RangeScore) =>
  `${Math.round((100 * covered) / forecasts)}% of ${forecasts}, ${medianWidth.toFixed(2)}`;
