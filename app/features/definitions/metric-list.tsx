import { Text } from "~/ui/polaris";
import type { ReactNode } from "react";
import { METRIC_KEYS, type MetricKey } from "~/domain/metrics/catalogue/catalogue";
import { DataTable } from "~/ui/tables/data-table";
import type { Formatters } from "~/ui/format/formatters";
import { metricDefinition, metricLabel } from "~/ui/format/metric-words";
import { useWords } from "~/ui/format/use-words";
import { DEFINITION_TEXTS } from "~/words/pages/definitions";
import { TitledCard } from "~/ui/frame/titled-card";

export interface MetricListProps {
  /** Empty for all. */
  readonly search: string;
  readonly searchForm: ReactNode;
  readonly format: Formatters;
}

/** Every number Comeback knows, with its definition and the name it has in files. */
export function MetricList({ search, searchForm, format }: MetricListProps) {
  const say = useWords(DEFINITION_TEXTS);
  const found = findMetrics(search);
  return (
    <TitledCard
      id="metric-definitions"
      title={say("list.title")}
      units={
        search === ""
          ? say("list.all", { count: format.count(found.length) })
          : say("list.found", { count: format.count(found.length), all: format.count(METRIC_KEYS.length) })
      }
      aside={searchForm}
    >
      {found.length === 0 ? (
        <Text as="p" tone="subdued">
          {say("list.nothingFound", { search })}
        </Text>
      ) : (
        <DataTable
          caption={say("list.caption")}
          file="definitions_numbers"
          columns={[
            { key: "label", label: say("list.label") },
            { key: "definition", label: say("list.definition") },
            { key: "key", label: say("list.key") },
          ]}
          rows={found.map((key) => ({
            key,
            cells: {
              label: metricLabel(key),
              definition: metricDefinition(key),
              key: <code className="cb-key">{key}</code>,
            },
          }))}
        />
      )}
    </TitledCard>
  );
}

/** Metrics with every word of the search in their name, key or definition. */
export function findMetrics(search: string): MetricKey[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return METRIC_KEYS.filter((key) => {
    const text = `${key} ${metricLabel(key)} ${metricDefinition(key)}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
