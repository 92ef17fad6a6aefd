import type { OtherSource } from "~/domain/metrics/totals/other-sources";
import type { Formatters } from "~/ui/format/formatters";
import { sourceWords } from "~/ui/format/source-words";
import { useWords } from "~/ui/format/use-words";
import { TitledCard } from "~/ui/frame/titled-card";
import { DataTable } from "~/ui/tables/data-table";
import { ABANDONMENT_TEXTS } from "~/words/pages/abandonment";

/** What is in no number of checkouts because nobody could leave there: by what Shopify says made it. */
export function OtherSources({
  sources,
  format,
}: {
  readonly sources: readonly OtherSource[];
  readonly format: Formatters;
}) {
  const say = useWords(ABANDONMENT_TEXTS);
  const all = sources.reduce((sum, { count }) => sum + count, 0);
  return (
    <TitledCard
      id="other-sources"
      title={say("sources.title")}
      units={say("sources.units")}
      summary={say("sources.summary")}
    >
      <DataTable
        caption={say("sources.caption")}
        file="abandonment_other_sources"
        columns={[
          { key: "source", label: say("column.source") },
          { key: "count", label: say("column.leftOut"), isNumeric: true },
        ]}
        rows={sources.map(({ sourceName, count }) => ({
          key: sourceName,
          cells: { source: sourceWords(sourceName, format.settings.locale), count: format.count(count) },
        }))}
        total={{ key: "total", cells: { source: say("sources.all"), count: format.count(all) } }}
      />
    </TitledCard>
  );
}
