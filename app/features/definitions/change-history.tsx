import type { DefinitionsView } from "./definitions";
import { DataTable } from "~/ui/tables/data-table";
import type { Formatters } from "~/ui/format/formatters";
import { TitledCard } from "~/ui/frame/titled-card";
import { useWords } from "~/ui/format/use-words";
import { DEFINITION_TEXTS } from "~/words/pages/definitions";
import { changedRules } from "./switches";

/** Every change of the definitions, newest first. */
export function ChangeHistory({
  history,
  version,
  format,
}: {
  readonly history: DefinitionsView["history"];
  readonly version: number;
  readonly format: Formatters;
}) {
  const say = useWords(DEFINITION_TEXTS);
  return (
    <TitledCard
      id="definition-history"
      title={say("history.title")}
      summary={history.length === 0 ? say("history.none") : say("history.summary", { version: format.count(version) })}
    >
      {history.length > 0 && (
        <DataTable
          caption={say("history.caption")}
          file="definitions_changes"
          columns={[
            { key: "version", label: say("history.version") },
            { key: "changed", label: say("history.change") },
            { key: "at", label: say("history.made") },
            { key: "inForce", label: say("history.inForce") },
          ]}
          rows={history.map((change) => ({
            key: String(change.version),
            cells: {
              version: format.count(change.version),
              changed: changedRules(change.before, change.after, format)
                .map((rule) => say("preview.rule", rule))
                .join("; "),
              at: format.dateTime(change.changedAt),
              inForce: change.inForceAt === null ? say("history.rebuilding") : format.dateTime(change.inForceAt),
            },
          }))}
        />
      )}
    </TitledCard>
  );
}
