import type { ReactNode } from "react";
import { BlockStack, Box, Card, InlineStack, Text } from "~/ui/polaris";

/** A page of one card, such as an error or the way in. */
export function NarrowPage({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <main>
      <Box padding={{ xs: "300", sm: "600" }}>
        <InlineStack align="center">
          <Box width="100%" maxWidth="41.375rem">
            <Card padding="600">
              <BlockStack gap="300">
                <Text as="h1" variant="headingLg">
                  {title}
                </Text>
                {children}
              </BlockStack>
            </Card>
          </Box>
        </InlineStack>
      </Box>
    </main>
  );
}
