import type { ReactNode, SVGProps } from "react";
import { InlineStack, Text } from "~/ui/polaris";

export interface LegendEntry {
  readonly words: string;
  /** SVG of an area of 20 x 10. */
  readonly sign: ReactNode;
}

/** What the signs of a chart stand for. */
export function Legend({ entries }: { readonly entries: readonly LegendEntry[] }) {
  return (
    <InlineStack gap="400" blockAlign="center">
      {entries.map(({ words, sign }) => (
        <InlineStack key={words} as="span" gap="100" blockAlign="center" wrap={false}>
          <svg width="20" height="10" viewBox="0 0 20 10" aria-hidden="true">
            {sign}
          </svg>
          <Text as="span" tone="subdued">
            {words}
          </Text>
        </InlineStack>
      ))}
    </InlineStack>
  );
}

/** A line of a chart, in its legend. */
export function LineSign(stroke: SVGProps<SVGLineElement>) {
  return <line {...stroke} x1="0" x2="20" y1="5" y2="5" />;
}
