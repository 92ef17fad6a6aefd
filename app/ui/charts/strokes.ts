/** How the lines of a chart are drawn: as wide as they are, however far the drawing is stretched. */
const STROKE = { fill: "none", vectorEffect: "non-scaling-stroke" } as const;
const ROUND = { strokeLinejoin: "round", strokeLinecap: "round" } as const;

/** What a chart is about. */
export const MAIN_COLOR = "var(--cb-line)";

export const GRID_LINE = { ...STROKE, stroke: "#e7e7e7" } as const;
export const MAIN_LINE = { ...STROKE, ...ROUND, stroke: MAIN_COLOR, strokeWidth: 2 } as const;
/** Of a period that is not over. */
export const UNFINISHED_LINE = { ...MAIN_LINE, strokeDasharray: "1 5" } as const;
export const COMPARED_LINE = { ...STROKE, stroke: "#8a8a8a", strokeWidth: 1.5, strokeDasharray: "5 4" } as const;
export const SMALL_LINE = { ...STROKE, ...ROUND, stroke: MAIN_COLOR, strokeWidth: 1.5 } as const;
/** What is expected or may be, beside what is. */
export const EXPECTED_LINE = { ...STROKE, stroke: "var(--p-color-text)", strokeWidth: 2.5 } as const;
/** A goal or a day worth pointing at. */
export const POINTER_LINE = {
  ...STROKE,
  stroke: "var(--p-color-text-secondary)",
  strokeWidth: 1,
  strokeDasharray: "3 3",
} as const;
