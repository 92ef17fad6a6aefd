import { BlockStack, Divider, InlineStack, List, Text } from "~/ui/polaris";
import type { ReactNode } from "react";
import type { DefinitionsPreview, MovedOrders } from "./definitions";
import { DataTable } from "~/ui/tables/data-table";
import type { Formatters } from "~/ui/format/formatters";
import { useWords } from "~/ui/format/use-words";
import { DEFINITION_TEXTS, type SayDefinition } from "~/words/pages/definitions";
import { changedRules } from "./switches";

export interface PreviewProps {
  readonly preview: DefinitionsPreview;
  /** Confirms the change. */
  readonly saveButton: ReactNode;
  /** Leads back to the definitions in force. */
  readonly discardLink: ReactNode;
  readonly format: Formatters;
}

/** What a change of the definitions would do, before it is made. */
export function Preview({ preview, saveButton, discardLink, format }: PreviewProps) {
  const say = useWords(DEFINITION_TEXTS);
  const { range, before, after, metrics, moved, movedEver, setApart } = preview;
  const rules = changedRules(before, after, format);
  if (rules.length === 0) {
    return (
      <div role="status">
        <Text as="p">{say("preview.nothing")}</Text>
      </div>
    );
  }
  const days = { from: format.day(range.from), to: format.day(range.to) };
  return (
    <section className="cb-preview" aria-label={say("preview.label")}>
      <BlockStack gap="300">
        <Divider />
        <Text as="h3" variant="headingSm">
          {say("preview.title")}
        </Text>
        <List>
          {rules.map((rule) => (
            <List.Item key={rule.key}>{say("preview.rule", rule)}</List.Item>
          ))}
        </List>
        <Text as="p" tone="subdued">
          {say("preview.days", days)}
        </Text>
        <DataTable
          caption={say("preview.caption", days)}
          file="definitions_preview"
          columns={[
            { key: "label", label: say("preview.number") },
            { key: "before", label: say("preview.now"), isNumeric: true },
            { key: "after", label: say("preview.after"), isNumeric: true },
          ]}
          rows={metrics.map(({ key, label, before: now, after: then }) => ({
            key,
            cells: {
              label,
              before: format.metric(now.unit, now.value),
              after:
                now.value === then.value ? (
                  say("preview.noChange")
                ) : (
                  <strong>{format.metric(then.unit, then.value)}</strong>
                ),
            },
          }))}
        />
        <List>
          {movedSentences(moved, movedEver, say, format).map((sentence) => (
            <List.Item key={sentence}>{sentence}</List.Item>
          ))}
          {before.setApartUnusualCustomers !== after.setApartUnusualCustomers && (
            <List.Item>
              {after.setApartUnusualCustomers || setApart === null
                ? say("preview.nextForecast")
                : say("preview.notSetApart", { count: setApart, shown: format.count(setApart) })}
            </List.Item>
          )}
        </List>
        <Text as="p">{say("preview.rebuild")}</Text>
        <InlineStack gap="400" blockAlign="center">
          {saveButton}
          {discardLink}
        </InlineStack>
      </BlockStack>
    </section>
  );
}

const MOVES = [
  "noLongerPlaced",
  "newlyPlaced",
  "noLongerPurchases",
  "newlyPurchases",
  "renumbered",
  "checkouts",
] as const satisfies readonly (keyof MovedOrders)[];

/** "12 orders leave these days, 436 the whole history.": one sentence for each way in which orders would move. */
export function movedSentences(
  moved: MovedOrders,
  movedEver: MovedOrders,
  say: SayDefinition,
  format: Formatters,
): string[] {
  const sentences = MOVES.filter((move) => moved[move] + movedEver[move] > 0).map((move) => {
    const count = moved[move];
    return say(`moved.${move}`, { count, shown: format.count(count), ever: format.count(movedEver[move]) });
  });
  return sentences.length === 0 ? [say("moved.nothing")] : sentences;
}
