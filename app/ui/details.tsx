import { useEffect, useRef, type ReactNode } from "react";
import { BlockStack, Box, Text } from "./polaris";

export interface DetailsProps {
  /** What opens them: "Explain". */
  readonly words: string;
  /** What they are of, read out after the words. */
  readonly of?: string;
  /** At the other end of the line. */
  readonly basis?: ReactNode;
  /** Called once they are open, maybe more than once. */
  readonly onOpen?: () => void;
  readonly children: ReactNode;
}

/** What opens in its place, without script as well. */
export function Details({ words, of, basis, onOpen, children }: DetailsProps) {
  const details = useRef<HTMLDetailsElement>(null);
  // A reader may have opened them before script came.
  useEffect(() => {
    if (details.current?.open) onOpen?.();
  });
  return (
    <details className="cb-details" ref={details} onToggle={({ currentTarget }) => currentTarget.open && onOpen?.()}>
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
