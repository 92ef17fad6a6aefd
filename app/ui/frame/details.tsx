import type { ReactNode } from "react";
import { BlockStack, Box, Text } from "~/ui/polaris";

export interface DetailsProps {
  /** What opens them: "Explain". */
  readonly words: string;
  /** What they are of, read out after the words. */
  readonly of?: string;
  /** At the other end of the line. */
  readonly basis?: ReactNode;
  readonly children: ReactNode;
}

/** What opens in its place, without script as well. */
export function Details({ words, of, basis, children }: DetailsProps) {
  return (
    <details className="cb-details">
      <summary>
        {basis !== undefined && <span>{basis}</span>}
        <span className="cb-details__more">
          {words}
          {of !== undefined && (
            <Text as="span" visuallyHidden>
              {of}
            </Text>
          )}
        </span>
      </summary>
      <Box paddingBlock="200" borderBlockStartWidth="025" borderColor="border-secondary">
        <BlockStack gap="200">{children}</BlockStack>
      </Box>
    </details>
  );
}
