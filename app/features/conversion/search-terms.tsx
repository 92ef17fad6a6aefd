import type { Formatters } from "~/ui/format/formatters";
import { numberText } from "~/ui/format/number-text";
import { useWords } from "~/ui/format/use-words";
import { TitledCard } from "~/ui/frame/titled-card";
import { DataTable } from "~/ui/tables/data-table";
import { CONVERSION_TEXTS } from "~/words/pages/conversion";
import type { SearchRow } from "./conversion";

/** What shoppers looked for, whether they found anything, and whether they bought. */
export function SearchTerms({ rows, format }: { readonly rows: readonly SearchRow[]; readonly format: Formatters }) {
  const say = useWords(CONVERSION_TEXTS);
  return (
    <TitledCard
      title={say("searches.title")}
      units={say("searches.units")}
      summary={rows.length === 0 ? say("searches.none") : say("searches.summary")}
    >
      {rows.length > 0 && (
        <DataTable
          caption={say("searches.caption")}
          file="conversion_searches"
          columns={[
            { key: "term", label: say("column.term") },
            { key: "sessions", label: say("column.sessions"), isNumeric: true },
            { key: "searches", label: say("column.searches"), isNumeric: true },
            { key: "withoutResult", label: say("column.withoutResult"), isNumeric: true },
            { key: "conversion", label: say("column.conversion"), isNumeric: true },
          ]}
          rows={rows.map(({ words, sessions, searches, withoutResult, conversion }) => ({
            key: words ?? "",
            cells: {
              term: words ?? say("searches.others"),
              sessions: format.count(sessions),
              searches: format.count(searches),
              withoutResult: format.count(withoutResult),
              conversion: numberText(conversion, format),
            },
          }))}
        />
      )}
    </TitledCard>
  );
}
