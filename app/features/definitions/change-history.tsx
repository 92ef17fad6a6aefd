import type { DefinitionsView } from "./definitions";
import { DataTable } from "~/ui/tables/data-table";
import type { Formatters } from "~/ui/formatters";
import { TitledCard } from "~/ui/titled-card";
import { changedRules } from "./switches";

/** Every change of the definitions so far, newest first. */
export function ChangeHistory({
  history,
  version,
  format,
}: {
  readonly history: DefinitionsView["history"];
  readonly version: number;
  readonly format: Formatters;
}) {
  return (
    <TitledCard
      id="definition-history"
      title="Changes so far"
      summary={
        history.length === 0
          ? "None: all numbers follow the definitions Comeback came with."
          : `All numbers follow version ${format.count(version)}. A change rebuilds past numbers too.`
      }
    >
      {history.length > 0 && (
        <DataTable
          caption="Changes of the definitions"
          file="definitions_changes"
          columns={[
            { key: "version", label: "Version" },
            { key: "changed", label: "Change" },
            { key: "at", label: "Made" },
            { key: "inForce", label: "In force since" },
          ]}
          rows={history.map((change) => ({
            key: String(change.version),
            cells: {
              version: format.count(change.version),
              changed: changedRules(change.before, change.after, format)
                .map(({ label, from, to }) => `${label}: ${from} → ${to}`)
                .join("; "),
              at: format.dateTime(change.changedAt),
              inForce: change.inForceAt === null ? "being rebuilt" : format.dateTime(change.inForceAt),
            },
          }))}
        />
      )}
    </TitledCard>
  );
}
