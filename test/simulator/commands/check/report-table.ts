import type { CheckRange, Report, ReportedMetric } from "./check-protocol";

type Row = readonly string[];

/** A report as aligned text: every metric with its value, then the months side by side. */
export function reportTable(
  range: CheckRange,
  report: Report,
  months: readonly (readonly [month: string, metrics: Report["metrics"] | undefined])[],
): string {
  const metrics = Object.entries(report.metrics);
  const whole = metrics.map(([key, metric]): Row => [key, shown(metric), metric.unit, remark(metric)]);
  const byMonth = metrics.map(([key]): Row => [key, ...months.map(([, values]) => shown(values?.[key]))]);
  const title = `${range.from} to ${range.to}`;
  return [
    aligned([[title, "value", "unit", "n"], ...whole], [0, 3]),
    ...(months.length > 0 ? [aligned([["by month", ...months.map(([month]) => month)], ...byMonth], [0])] : []),
  ].join("\n");
}

function shown(metric: ReportedMetric | undefined): string {
  if (metric === undefined || metric.value === null) return "–";
  return metric.unit === "rate" ? `${(Number(metric.value) * 100).toFixed(1)}%` : String(metric.value);
}

const remark = ({ n, unavailableBecause, since }: ReportedMetric): string =>
  unavailableBecause ??
  [n === null ? "" : String(n), since === null ? "" : `from ${since} on`].filter(Boolean).join(", ");

/** Numbers to the right, the columns named in `texts` to the left. */
function aligned(rows: readonly Row[], texts: readonly number[]): string {
  const widths: number[] = [];
  for (const row of rows) row.forEach((cell, column) => (widths[column] = Math.max(widths[column] ?? 0, cell.length)));
  const padded = (cell: string, column: number) =>
    texts.includes(column) ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0);
  return `${rows.map((row) => row.map(padded).join("  ").trimEnd()).join("\n")}\n`;
}
