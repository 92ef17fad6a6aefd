import { useId, type ReactNode } from "react";
import { BlockStack, Card, InlineStack, Text } from "~/ui/polaris";

export interface TitledCardProps {
  /** Of the heading, so that links can lead to it. */
  readonly id?: string;
  readonly title: string;
  /** What the numbers of the content are counted in. */
  readonly units?: string;
  /** What the content says, in a sentence or two. */
  readonly summary?: ReactNode;
  /** Beside the title where there is room, such as a legend. */
  readonly aside?: ReactNode;
  readonly children?: ReactNode;
}

/** A card named by its own heading. */
export function TitledCard({ id, title, units, summary, aside, children }: TitledCardProps) {
  const ownId = useId();
  const titleId = id ?? ownId;
  return (
    <Card>
      <section aria-labelledby={titleId}>
        <BlockStack gap="300">
          <BlockStack gap="200">
            <InlineStack align="space-between" gap="200">
              <div>
                <Text as="h2" variant="headingMd" id={titleId}>
                  {title}
                </Text>
                {units && (
                  <Text as="p" tone="subdued">
                    {units}
                  </Text>
                )}
              </div>
              {aside}
            </InlineStack>
            {summary !== undefined && summary !== null && (
              <Text as="p" tone="subdued">
                {summary}
              </Text>
            )}
          </BlockStack>
          {children}
        </BlockStack>
      </section>
    </Card>
  );
}
