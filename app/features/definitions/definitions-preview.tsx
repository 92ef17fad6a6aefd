import { BlockStack, Divider, InlineStack, List, Text } from "~/ui/polaris";
import type { ReactNode } from "react";
import type { DefinitionsPreview, MovedOrders } from "./definitions";
import { DataTable } from "~/ui/tables/data-table";
import type { Formatters } from "~/ui/formatters";
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
  const { range, before, after, metrics, moved, movedEver } = preview;
  const rules = changedRules(before, after, format);
  if (rules.length === 0) {
    return (
      <div role="status">
        <Text as="p">Nothing differs from the definitions in force, so there is nothing to save.</Text>
      </div>
    );
  }
  const days = `Numbers from ${format.day(range.from)} to ${format.day(range.to)}`;
  return (
    <section className="cb-preview" aria-label="Preview of the change">
      <BlockStack gap="300">
        <Divider />
        <Text as="h3" variant="headingSm">
          If you save this
        </Text>
        <List>
          {rules.map(({ key, label, from, to }) => (
            <List.Item key={key}>
              {label}: {from} → {to}
            </List.Item>
          ))}
        </List>
        <Text as="p" tone="subdued">
          {days}
        </Text>
        <DataTable
          caption={`${days}, now and after the change`}
          file="definitions_preview"
          columns={[
            { key: "label", label: "Number" },
            { key: "before", label: "Now", isNumeric: true },
            { key: "after", label: "After the change", isNumeric: true },
          ]}
          rows={metrics.map(({ key, label, before: now, after: then }) => ({
            key,
            cells: {
              label,
              before: format.metric(now.unit, now.value),
              after: now.value === then.value ? "no change" : <strong>{format.metric(then.unit, then.value)}</strong>,
            },
          }))}
        />
        <Text as="p">
          In these days {movedSentence(moved, format)}; in the whole history {movedSentence(movedEver, format)}.
        </Text>
        <Text as="p">
          Saving rebuilds all numbers, past ones included, by the new definitions. Until that is done all pages show the
          old numbers. You can change it back at any time.
        </Text>
        <InlineStack gap="400" blockAlign="center">
          {saveButton}
          {discardLink}
        </InlineStack>
      </BlockStack>
    </section>
  );
}

/** "12 orders would no longer count and 3 checkouts would change their state". */
export function movedSentence(moved: MovedOrders, format: Formatters): string {
  const count = (number: number, one: string, many: string) =>
    number === 0 ? [] : [`${format.count(number)} ${number === 1 ? one : many}`];
  const parts = [
    ...count(moved.noLongerPlaced, "order would no longer count", "orders would no longer count"),
    ...count(moved.newlyPlaced, "order would newly count", "orders would newly count"),
    ...count(moved.noLongerPurchases, "order would no longer be a purchase", "orders would no longer be purchases"),
    ...count(moved.newlyPurchases, "order would become a purchase", "orders would become purchases"),
    ...count(moved.renumbered, "purchase would get another number", "purchases would get another number"),
    ...count(moved.checkouts, "checkout would change its state", "checkouts would change their state"),
  ];
  if (parts.length === 0) return "nothing would count otherwise";
  return parts.length === 1 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}
