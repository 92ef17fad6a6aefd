import type { ReactNode } from "react";
import { BlockStack, Card, Text } from "~/ui/polaris";

export interface FactCardProps {
  readonly label: string;
  /** As shown. */
  readonly value: string;
  /** What it is of, or why there is none. */
  readonly note: ReactNode;
}

/** One number that is compared with nothing. */
export function FactCard({ label, value, note }: FactCardProps) {
  return (
    <Card>
      <section aria-label={label}>
        <BlockStack gap="100">
          <Text as="h2" variant="headingSm" fontWeight="medium">
            {label}
          </Text>
          <Text as="p" variant="headingLg" numeric>
            {value}
          </Text>
          <Text as="p" tone="subdued">
            {note}
          </Text>
        </BlockStack>
      </section>
    </Card>
  );
}
