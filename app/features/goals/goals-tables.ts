import type { GoalView, GoalsView } from "./goals";
import { otherGoals, references, unmeasuredGoals } from "./goal-groups";
import { numberCell, type FileTable } from "~/features/page/files/file-table";

/** The tables of Goals by their names in an address. */
export const GOALS_TABLES: Readonly<Record<string, (view: GoalsView) => FileTable>> = {
  goals_more: ({ goals, shop }) => goalTable(otherGoals(goals), shop.currencyCode),
  goals_references: ({ goals, shop }) => goalTable(references(goals), shop.currencyCode),
  goals_unmeasured: ({ goals, shop }) => goalTable(unmeasuredGoals(goals), shop.currencyCode),
  goals_baselines: ({ baselines, shop }) => ({
    columns: ["metric_key", "label", "from", "to", "value", "definition_version", "unavailable_because"],
    rows: baselines.map(({ metricKey, label, unit, value, range, definitionVersion, unavailableBecause }) => [
      metricKey,
      label,
      range.from,
      range.to,
      numberCell(unit, value, shop.currencyCode),
      definitionVersion,
      unavailableBecause,
    ]),
  }),
};

function goalTable(goals: readonly GoalView[], currencyCode: string): FileTable {
  return {
    columns: ["id", "metric_key", "text", "value", "goal", "better", "status", "certainty", "because", "source"],
    rows: goals.map(({ id, metricKey, text, unit, metric, standing, source }) => [
      id,
      metricKey,
      text,
      numberCell(unit, metric?.value ?? null, currencyCode),
      numberCell(unit, standing.bound?.value ?? null, currencyCode),
      standing.bound?.better ?? null,
      standing.status,
      standing.certainty,
      standing.because,
      source,
    ]),
  };
}
