import type { ReactNode } from "react";
import { useWords } from "~/ui/format/use-words";
import { Badge, BlockStack, Card, InlineStack, Text } from "~/ui/polaris";
import { EXPLAIN_TEXTS } from "~/words/pages/explain";
import { AmountList, type Amount } from "./amount-list";

export interface ExplainPanelProps {
  /** The number as shown on its page. */
  readonly value: string;
  /** What it is of: range, filter. */
  readonly scope: string;
  readonly isFewData: boolean;
  /** Null when there is a number. */
  readonly unavailableBecause: string | null;
  readonly definition: string;
  /** What is added up, in words and values, first to last. */
  readonly parts: readonly Amount[];
  /** How the number follows from the parts: "412 / 1,701 = 24.2%". */
  readonly result: string | null;
  /** The interval and other sentences on how far to trust it. */
  readonly notes: readonly string[];
  readonly excluded: readonly { readonly label: string; readonly count: string }[];
  readonly footnote: ReactNode;
}

/** How a number came about: its definition, its formula with the values of this range, and what was left out. */
export function ExplainPanel(props: ExplainPanelProps) {
  const say = useWords(EXPLAIN_TEXTS);
  const { value, scope, unavailableBecause, definition, parts, result, notes, excluded, footnote } = props;
  return (
    <Card>
      <section aria-label={say("panel.label")}>
        <BlockStack gap="400">
          <div>
            <InlineStack gap="300" blockAlign="center">
              <Text as="p" variant="heading2xl" numeric>
                {value}
              </Text>
              {props.isFewData && <Badge>{say("panel.few")}</Badge>}
            </InlineStack>
            <Text as="p" tone="subdued">
              {scope}
            </Text>
          </div>
          {unavailableBecause && <Text as="p">{unavailableBecause}</Text>}
          <Text as="p">{definition}</Text>
          <AmountList
            amounts={parts}
            result={result === null ? null : { words: say("panel.together"), amount: result }}
          />
          {notes.map((note) => (
            <Text key={note} as="p">
              {note}
            </Text>
          ))}
          <BlockStack gap="100">
            <Text as="h2" variant="headingSm">
              {say("panel.leftOut")}
            </Text>
            {excluded.length === 0 ? (
              <Text as="p" tone="subdued">
                {say("panel.nothing")}
              </Text>
            ) : (
              <AmountList amounts={excluded.map(({ label, count }) => ({ words: label, amount: String(count) }))} />
            )}
          </BlockStack>
          <Text as="p" tone="subdued">
            {footnote}
          </Text>
        </BlockStack>
      </section>
    </Card>
  );
}
