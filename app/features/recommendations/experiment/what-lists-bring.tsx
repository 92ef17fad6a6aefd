import type { ReactNode } from "react";
import { MeasuringStoppedNotice } from "~/features/page/notices/measuring-stopped-notice";
import type { Formatters } from "~/ui/format/formatters";
import { useWords } from "~/ui/format/use-words";
import { metricLabel } from "~/ui/format/metric-words";
import { TitledCard } from "~/ui/frame/titled-card";
import { ExplainLink } from "~/ui/navigation/explain-link";
import { BlockStack, InlineStack, Divider, Text } from "~/ui/polaris";
import { DataTable, type DataTableColumn, type DataTableRow } from "~/ui/tables/data-table";
import { LIFT_TEXTS, type SayLift } from "~/words/pages/lift";
import { LiftOfLists } from "./lift-of-lists";
import type { WhatListsBring as Brought } from "./load-what-lists-bring.server";

interface WhatListsBringProps {
  readonly brought: Brought;
  readonly holdOutForm: ReactNode;
  readonly format: Formatters;
}

/** What was seen, clicked, added and bought of each list in each place, and the measured effect of those of products. */
export function WhatListsBring({ brought, holdOutForm, format }: WhatListsBringProps) {
  const say = useWords(LIFT_TEXTS);
  if (!brought.isMeasured) return <TitledCard id="bring" title={say("title")} summary={say("summary.off")} />;
  return (
    <TitledCard id="bring" title={say("title")} summary={summaryOf(brought, say, format)}>
      <BlockStack gap="400">
        {!brought.isMeasuring && <MeasuringStoppedNotice />}
        {brought.results.lists.length === 0 ? (
          <Text as="p">{say("table.empty")}</Text>
        ) : (
          <Results brought={brought} format={format} />
        )}
        <Divider />
        <LiftOfLists brought={brought} format={format} />
        {holdOutForm}
      </BlockStack>
    </TitledCard>
  );
}

function summaryOf({ range, coverage }: Brought, say: SayLift, format: Formatters): string {
  const days = { from: format.day(range.from), to: format.day(range.to) };
  return coverage === null
    ? say("summary.noOrders", days)
    : say("summary.measured", { ...days, coverage: format.rate(coverage) });
}

function Results({ brought, format }: { readonly brought: Brought; readonly format: Formatters }) {
  const say = useWords(LIFT_TEXTS);
  const columns: readonly DataTableColumn[] = [
    { key: "place", label: say("table.place") },
    { key: "list", label: say("table.list") },
    { key: "seen", label: say("table.seen"), isNumeric: true },
    { key: "clicked", label: say("table.clicked"), isNumeric: true },
    { key: "added", label: say("table.added"), isNumeric: true },
    { key: "assisted", label: say("table.assisted"), isNumeric: true },
  ];
  const cellsOf = ({ seen, clicking, adding, assistedSales }: Brought["results"]["all"]) => {
    const ofSeen = (count: number) =>
      say("table.share", { count: format.count(count), share: format.rate(count / seen) });
    return {
      seen: format.count(seen),
      clicked: ofSeen(clicking),
      added: ofSeen(adding),
      assisted: format.money(assistedSales),
    };
  };
  const rows = brought.results.lists.map((result): DataTableRow => ({
    key: `${result.place} ${result.list}`,
    cells: {
      place: nameOf("place", result.place, say),
      list: nameOf("list", result.list, say),
      ...cellsOf(result),
    },
  }));
  return (
    <BlockStack gap="200">
      <DataTable
        caption={say("table.caption")}
        columns={columns}
        rows={rows}
        total={{ key: "total", cells: { place: say("table.total"), list: "", ...cellsOf(brought.results.all) } }}
        file="recommendations_results"
      />
      <Text as="p" tone="subdued" variant="bodySm">
        {say("table.once")} {say("table.note")}
      </Text>
      <InlineStack gap="400">
        {(["rec_ctr", "rec_attributed_sales"] as const).map((metric) => (
          <ExplainLink key={metric} metric={metric} label={metricLabel(metric)} range={brought.range} />
        ))}
      </InlineStack>
    </BlockStack>
  );
}

/** The name of a place or a list; the store's own scripts may tell of others. */
function nameOf(kind: "place" | "list", key: string, say: SayLift): string {
  const names = LIFT_TEXTS.en[kind];
  return Object.hasOwn(names, key)
    ? say(`${kind}.${key}` as `place.${keyof typeof LIFT_TEXTS.en.place}`)
    : say(`${kind}.other`);
}
