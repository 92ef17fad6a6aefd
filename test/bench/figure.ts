/** One line of the bench. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: "ms" | "MB" | "kB" | "points" | "requests" | "calls" | "min" | "per s";
  /** The same work done the plain way in the same run, in the same unit; null when the value stands for itself. */
  readonly floor: number | null;
  /** Floor / value: how many times better than the plain way. */
  readonly ratio: number | null;
  /** What has to hold, such as "ratio >= 500"; null for a figure that is only reported. */
  readonly goal: string | null;
  /** Whether the goal holds; true without one. */
  readonly pass: boolean;
}

type Measured = Pick<Figure, "name" | "value" | "unit">;

/** A value beside its floor, with the ratio to reach where there is one to reach. */
export function againstFloor(measured: Measured, floor: number, leastRatio: number | null): Figure {
  const ratio = floor / measured.value;
  if (leastRatio === null) return figure(measured, { floor, ratio, goal: null, pass: true });
  return figure(measured, { floor, ratio, goal: `ratio >= ${leastRatio}`, pass: ratio >= leastRatio });
}

export function below(measured: Measured, limit: number): Figure {
  return figure(measured, { ...ALONE, goal: `value < ${limit}`, pass: measured.value < limit });
}

/** How much is done in a time: the more, the better. */
export function above(measured: Measured, least: number): Figure {
  return figure(measured, { ...ALONE, goal: `value >= ${least}`, pass: measured.value >= least });
}

/** A score beside that of doing without, of which only so much may be lost. */
export function within(measured: Measured, floor: number, mostLost: number): Figure {
  const goal = `value >= floor - ${mostLost}`;
  return figure(measured, { floor, ratio: floor / measured.value, goal, pass: measured.value >= floor - mostLost });
}

export function reported(measured: Measured): Figure {
  return figure(measured, { ...ALONE, goal: null, pass: true });
}

const ALONE = { floor: null, ratio: null };

function figure({ name, value, unit }: Measured, judged: Omit<Figure, keyof Measured>): Figure {
  return { name, value, unit, ...judged };
}

export function figureTable(figures: readonly Figure[]): string {
  const rows = figures.map(({ name, value, unit, floor, ratio, goal, pass }) => [
    name,
    `${rounded(value)} ${unit}`,
    floor === null ? "" : `${rounded(floor)} ${unit}`,
    ratio === null ? "" : rounded(ratio),
    goal ?? "",
    goal === null ? "" : pass ? "yes" : "NO",
  ]);
  const table = [["figure", "value", "floor", "ratio", "goal", "holds"], ...rows];
  const widths = table[0]!.map((_, column) => Math.max(...table.map((row) => row[column]!.length)));
  return table
    .map((row) =>
      row
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!)))
        .join("  "),
    )
    .map((line) => `${line.trimEnd()}\n`)
    .join("");
}

const rounded = (number: number) => number.toLocaleString("en", { maximumSignificantDigits: 3, useGrouping: true });
