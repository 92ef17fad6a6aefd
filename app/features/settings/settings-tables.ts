import { COMPARED_KEYS, type ComparedKey } from "~/domain/reconciliation/reconciliation";
import type { DefinitionsPreview, DefinitionsView } from "~/features/definitions/definitions";
import { findMetrics } from "~/features/definitions/metric-list";
import { changedRules } from "~/features/definitions/switches";
import { momentCell, numberCell, type FileTable } from "~/features/page/files/file-table";
import type { ReconciliationView } from "~/features/reconciliation/reconciliation";
import { createFormatters } from "~/ui/format/formatters";
import { metricDefinition, metricLabel } from "~/ui/format/metric-words";
import { DEFINITION_TEXTS } from "~/words/pages/definitions";
import { RECONCILIATION_TEXTS } from "~/words/pages/reconciliation";
import { wordsOf } from "~/words/words";
import type { DataSettings } from "./settings-page";

const sayCheck = wordsOf(RECONCILIATION_TEXTS);
const sayDefinition = wordsOf(DEFINITION_TEXTS);

/** Every number that the search of the page finds. */
export function metricListTable(search: string, version: number): FileTable {
  return {
    columns: ["key", "label", "definition", "definition_version"],
    rows: findMetrics(search).map((key) => [key, metricLabel(key), metricDefinition(key), version]),
  };
}

export function changeHistoryTable({ history, shop }: Pick<DefinitionsView, "history" | "shop">): FileTable {
  const format = createFormatters({ locale: "en", ...shop });
  return {
    columns: ["version", "change", "changed_at", "in_force_at"],
    rows: history.map(({ version, before, after, changedAt, inForceAt }) => [
      version,
      changedRules(before, after, format)
        .map((rule) => sayDefinition("preview.rule", rule))
        .join("; "),
      momentCell(changedAt),
      momentCell(inForceAt),
    ]),
  };
}

export function previewTable({ metrics }: DefinitionsPreview, currencyCode: string): FileTable {
  return {
    columns: ["key", "label", "now", "after_the_change"],
    rows: metrics.map(({ key, label, before, after }) => [
      key,
      label,
      numberCell(before.unit, before.value, currencyCode),
      numberCell(after.unit, after.value, currencyCode),
    ]),
  };
}

export function topicTable({ topics }: Pick<DataSettings, "topics">): FileTable {
  return {
    columns: ["topic", "last_received_at", "waiting"],
    rows: topics.map(({ topic, lastReceivedAt, pending }) => [topic, momentCell(lastReceivedAt), pending]),
  };
}

export function ordersNotReadTable({ unreadableOrders }: Pick<DataSettings, "unreadableOrders">): FileTable {
  return {
    columns: ["order", "counted", "reason", "tried_at", "order_id", "found_at"],
    rows: unreadableOrders.map(({ orderId, name, isStale, reason, foundAt, triedAt }) => [
      name ?? orderId,
      isStale ? "outdated" : "missing",
      reason,
      momentCell(triedAt),
      orderId,
      momentCell(foundAt),
    ]),
  };
}

export function letterTable({ letters }: Pick<DataSettings, "letters">): FileTable {
  return {
    columns: ["reference", "reason", "received_at"],
    rows: letters.map(({ reference, reason, at }) => [reference, reason, momentCell(at)]),
  };
}

/** The tables of the check against Shopify; empty while Shopify's numbers cannot be read. */
export const CHECK_TABLES: Readonly<Record<string, (view: ReconciliationView) => FileTable>> = {
  check_numbers: ({ result, shop }) => ({
    columns: ["key", "label", "comeback", "shopify", "difference", "status"],
    rows:
      result.status === "ready"
        ? result.reconciliation.numbers.map(({ key, unit, ours, theirs, difference, status }) => [
            key,
            sayCheck(`number.${key}`),
            ...[ours, theirs, difference].map((amount) => numberCell(unit, amount, shop.currencyCode)),
            status,
          ])
        : [],
  }),
  ...Object.fromEntries(
    COMPARED_KEYS.map((key) => [`check_difference_${key}`, (view: ReconciliationView) => differenceTable(key, view)]),
  ),
};

function differenceTable(key: ComparedKey, { result, shop }: ReconciliationView): FileTable {
  const columns = ["cause", "text", "counted", "shopify_has"];
  if (result.status !== "ready") return { columns, rows: [] };
  const number = result.reconciliation.numbers.find((each) => each.key === key);
  if (!number || number.lines.length === 0) return { columns, rows: [] };
  const amountCell = (amount: number | null) => numberCell(number.unit, amount, shop.currencyCode);
  return {
    columns,
    rows: [
      ...number.lines.map(({ cause, count, amount }) => [cause, sayCheck(`cause.${cause}`), count, amountCell(amount)]),
      ["remainder", sayCheck("differences.remainder"), null, amountCell(number.remainder)],
    ],
  };
}
