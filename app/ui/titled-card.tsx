import { Text } from "./polaris";
import type { ReactNode } from "react";

export interface TitledCardProps {
  /** Of the heading, so that links can lead to it. */
  readonly id: string;
  readonly title: string;
  /** What the content says, in a sentence or two. */
  readonly summary?: ReactNode;
  readonly children?: ReactNode;
}

/** A card named by its own heading. */
export function TitledCard({ id, title, summary, children }: TitledCardProps) {
  return (
    <section className="cb-card cb-chart" aria-labelledby={id}>
      <Text as="h2" variant="headingMd" id={id}>
        {title}
      </Text>
      {summary !== undefined && <p className="cb-chart__summary">{summary}</p>}
      {children}
    </section>
  );
}
