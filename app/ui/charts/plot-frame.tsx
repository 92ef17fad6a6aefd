import type { ReactNode } from "react";
import type { Scale } from "./chart-geometry";
import { GRID_LINE, POINTER_LINE } from "./strokes";

export interface PlotLabel {
  readonly key: string | number;
  /** 0 to 100 from the left. */
  readonly at: number;
  readonly text: ReactNode;
}

export interface PlotFrameProps {
  /** What the drawing says, for screen readers. */
  readonly label: string;
  readonly scale: Scale;
  readonly formatTick: (value: number) => string;
  /** Beneath the drawing. */
  readonly labels: readonly PlotLabel[];
  /** Columns have their labels at their middle. */
  readonly hasColumns?: boolean;
  /** SVG of the area of 100 x 100. */
  readonly children: ReactNode;
  /** A place worth pointing at; 0 to 100 from the left. */
  readonly mark?: { readonly at: number; readonly label: string } | null;
}

/** The grid and axes every chart is drawn in. */
export function PlotFrame({ label, scale, formatTick, labels, hasColumns, children, mark }: PlotFrameProps) {
  return (
    <div className="cb-plot" role="img" aria-label={label}>
      <div className="cb-plot__ys" aria-hidden="true">
        {scale.ticks.map((tick) => (
          <span key={tick} style={{ top: `${scale.y(tick)}%` }}>
            {formatTick(tick)}
          </span>
        ))}
      </div>
      <div className="cb-plot__area">
        <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
          {scale.ticks.map((tick) => (
            <line key={tick} {...GRID_LINE} x1="0" x2="100" y1={scale.y(tick)} y2={scale.y(tick)} />
          ))}
          {children}
          {mark && <line {...POINTER_LINE} x1={mark.at} x2={mark.at} y1="0" y2="100" />}
        </svg>
        {/* Text would be stretched with the drawing. */}
        {mark && (
          <span
            className="cb-plot__flag"
            style={mark.at > 50 ? { right: `${100 - mark.at}%` } : { left: `${mark.at}%` }}
          >
            {mark.label}
          </span>
        )}
      </div>
      <div className={hasColumns ? "cb-plot__xs cb-plot__xs--columns" : "cb-plot__xs"} aria-hidden="true">
        {labels.map(({ key, at, text }) => (
          <span key={key} style={{ left: `${at}%` }}>
            {text}
          </span>
        ))}
      </div>
    </div>
  );
}
