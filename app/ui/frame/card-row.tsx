import type { ReactNode } from "react";
import { InlineGrid } from "~/ui/polaris";

/** Columns of cards by the width of the page, as many as each needs at least. */
const COLUMNS = {
  one: 1,
  two: { xs: 1, md: 2 },
  three: { xs: 1, md: 3 },
  four: { xs: 1, sm: 2, lg: 4 },
  charts: "repeat(auto-fit, minmax(min(100%, 20rem), 1fr))",
  wideCharts: "repeat(auto-fit, minmax(min(100%, 26rem), 1fr))",
} as const;

export interface CardRowProps {
  readonly columns: keyof typeof COLUMNS;
  readonly children: ReactNode;
}

/** Cards beside each other where there is room, and beneath each other where there is none. */
export function CardRow({ columns, children }: CardRowProps) {
  return (
    <InlineGrid columns={COLUMNS[columns]} gap="400">
      {children}
    </InlineGrid>
  );
}
