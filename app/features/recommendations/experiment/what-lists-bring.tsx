import type { ReactNode } from "react";
import type { Formatters } from "~/ui/format/formatters";
import { useWords } from "~/ui/format/use-words";
import { TitledCard } from "~/ui/frame/titled-card";
import { BlockStack, Divider, Text } from "~/ui/polaris";
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
        {brought.results.length === 0 ? (
          <Text as="p">{say("table.empty")}</Text>
        ) : (
          <Results results={brought.results} format={format} />
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

function Results({ results, format }: { readonly results: Brought["results"]; readonly format: Formatters }) {
  const say = useWords(LIFT_TEXTS);
  const columns: readonly DataTableColumn[] = [
    { key: "place", label: say("table.place") },
    { key: "list", label: say("table.list") },
    { key: "seen", label: say("table.seen"), isNumeric: true },
    { key: "clicked", label: say("table.clicked"), isNumeric: true },
    { key: "added", label: say("table.added"), isNumeric: true },
    { key: "assisted", label: say("table.assisted"), isNumeric: true },
  ];
  const rows = results.map((result): DataTableRow => {
    // Who adds from a list at once, or buys unmeasured, was not seen to look at it.
    const ofSeen = (count: number) =>
      result.seen === 0
        ? format.count(count)
        : say("table.share", { count: format.count(count), share: format.rate(count / result.seen) });
    return {
      key: `${result.place} ${result.list}`,
      cells: {
        place: nameOf("place", result.place, say),
        list: nameOf("list", result.list, say),
        seen: format.count(result.seen),
        clicked: ofSeen(result.clicking),
        added: ofSeen(result.adding),
        assisted: format.money(result.assistedSales),
      },
    };
  });
  return (
    <BlockStack gap="200">
      <DataTable caption={say("table.caption")} columns={columns} rows={rows} file="recommendations_results" />
      <Text as="p" tone="subdued" variant="bodySm">
        {say("table.note")}
      </Text>
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
