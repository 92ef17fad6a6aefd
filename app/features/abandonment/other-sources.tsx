import type { OtherSource } from "~/domain/metrics/totals/other-sources";
import { DataTable } from "~/ui/tables/data-table";
import type { Formatters } from "~/ui/formatters";
import { TitledCard } from "~/ui/titled-card";

/** What is in no number of checkouts because nobody could leave there: by what Shopify says made it. */
export function OtherSources({
  sources,
  format,
}: {
  readonly sources: readonly OtherSource[];
  readonly format: Formatters;
}) {
  const all = sources.reduce((sum, { count }) => sum + count, 0);
  return (
    <TitledCard
      id="other-sources"
      title="Left out: other sources"
      units="Orders and checkouts, by the day they were made"
      summary="Only the online store has shoppers who can leave at checkout. A source that sells through your own checkout as well can be added in Settings, under Definitions."
    >
      <DataTable
        caption="Orders and checkouts of other sources"
        file="abandonment_other_sources"
        columns={[
          { key: "source", label: "Source" },
          { key: "count", label: "Left out", isNumeric: true },
        ]}
        rows={sources.map(({ sourceName, count }) => ({
          key: sourceName,
          cells: { source: sourceWords(sourceName), count: format.count(count) },
        }))}
        total={{ key: "total", cells: { source: "All other sources", count: format.count(all) } }}
      />
    </TitledCard>
  );
}

const WORDS: Readonly<Record<string, string>> = {
  pos: "Point of sale",
  mobile_app: "Mobile app",
  staff: "Made by your staff",
  shopify_draft_order: "Draft orders and their invoices",
  subscription_contract: "Subscription renewals",
  subscription_contract_checkout_one: "Subscription renewals (new checkout)",
};

/** A source in words, with Shopify's own name, which the setting asks for. */
function sourceWords(sourceName: string): string {
  const words = WORDS[sourceName] ?? (/^\d+$/.test(sourceName) ? "An app" : null);
  return words === null ? sourceName : `${words} (${sourceName})`;
}
