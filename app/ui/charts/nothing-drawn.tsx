import { useWords } from "~/ui/format/use-words";
import { Box, Text } from "~/ui/polaris";
import { CHART_TEXTS } from "~/words/parts/charts";

/** In place of a drawing that would be empty. */
export function NothingDrawn({ words }: { readonly words?: string | undefined }) {
  const say = useWords(CHART_TEXTS);
  return (
    <Box paddingBlock="600">
      <Text as="p" tone="subdued">
        {words ?? say("empty")}
      </Text>
    </Box>
  );
}
