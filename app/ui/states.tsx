import { Banner, Text } from "./polaris";
import type { ReactNode } from "react";

/** Says in one place what is off with the numbers below it, and what to do. */
export function Notice({
  tone,
  title,
  children,
}: {
  readonly tone: "info" | "warning" | "critical";
  readonly title: string;
  readonly children?: ReactNode;
}) {
  return (
    <Banner tone={tone} title={title}>
      {children}
    </Banner>
  );
}

/** Why there is nothing to see, and the one action that changes it. */
export function EmptyState({
  title,
  children,
  action,
}: {
  readonly title: string;
  readonly children: ReactNode;
  readonly action?: ReactNode;
}) {
  return (
    <section className="cb-card cb-empty">
      <Text as="h2" variant="headingMd">
        {title}
      </Text>
      <div className="cb-empty__text">{children}</div>
      {action}
    </section>
  );
}

/** Boxes of the size of what will stand there, so that nothing jumps. */
export function SkeletonCards({ count, size }: { readonly count: number; readonly size: "large" | "small" }) {
  return (
    <div className={`cb-grid cb-grid--${size}`} aria-hidden="true">
      {Array.from({ length: count }, (_, index) => (
        <div key={index} className={`cb-card cb-metric cb-metric--${size} cb-skeleton`}>
          <span className="cb-skeleton__line" />
          <span className="cb-skeleton__value" />
          <span className="cb-skeleton__line" />
        </div>
      ))}
    </div>
  );
}

export interface ProgressPart {
  readonly label: string;
  readonly done: number;
  /** Null when Shopify would not say how many there are. */
  readonly expected: number | null;
  readonly isFinished: boolean;
}

/** Counts of one kind of object as they come in: "Orders: 12,400 of about 48,000". */
export function ProgressLine({
  part,
  formatCount,
}: {
  readonly part: ProgressPart;
  readonly formatCount: (count: number) => string;
}) {
  const { label, done, expected, isFinished } = part;
  const share = isFinished ? 1 : expected ? Math.min(1, done / expected) : null;
  return (
    <li className="cb-progress">
      <span className="cb-progress__label">{label}</span>
      <span className="cb-progress__count">
        {isFinished
          ? `${formatCount(done)}, done`
          : expected === null
            ? formatCount(done)
            : `${formatCount(done)} of about ${formatCount(expected)}`}
      </span>
      <progress
        aria-label={`${label} imported`}
        max={1}
        {...(share === null ? {} : { value: share })}
        className="cb-progress__bar"
      />
    </li>
  );
}
