import type { RfmCuts } from "~/domain/groups/rfm";
import { dayOf } from "~/domain/time/shop-time";
import { pageCount } from "~/features/page/page-number";
import { ChartCard } from "~/ui/charts/chart-card";
import type { Formatters } from "~/ui/format/formatters";
import { useWords } from "~/ui/format/use-words";
import { Details } from "~/ui/frame/details";
import { EmptyState } from "~/ui/frame/states";
import { TitledCard } from "~/ui/frame/titled-card";
import { CustomerLink } from "~/ui/navigation/customer-link";
import { BlockStack, Link, List, Text } from "~/ui/polaris";
import { DataTable } from "~/ui/tables/data-table";
import { HeatTable } from "~/ui/tables/heat-table";
import { PageLinks } from "~/ui/tables/page-links";
import { CUSTOMER_TEXTS } from "~/words/pages/customers";
import { GROUP_TEXTS } from "~/words/pages/groups";
import type { GroupsView } from "./customers";
import { frequencyName, groupMeaning, recencyName } from "./group-words";

export interface GroupsTabProps {
  readonly view: GroupsView;
  /** The address of this tab with something changed. */
  readonly addressWith: (changes: Readonly<Record<string, string>>) => string;
  readonly format: Formatters;
}

/** Customers by how recently, how often and for how much they bought. */
export function GroupsTab(props: GroupsTabProps) {
  const { view, format } = props;
  const say = useWords(GROUP_TEXTS);
  if (view.cuts === null) {
    return (
      <EmptyState title={say("empty.title")}>
        <p>{view.unavailableBecause}</p>
      </EmptyState>
    );
  }
  return (
    <>
      <ReadyGroups {...props} cuts={view.cuts} />
      {view.members && <Members {...props} members={view.members} />}
      <ScoreGrid view={view} cuts={view.cuts} format={format} />
    </>
  );
}

function ReadyGroups({ view, cuts, addressWith, format }: GroupsTabProps & { readonly cuts: RfmCuts }) {
  const say = useWords(GROUP_TEXTS);
  const sayColumn = useWords(CUSTOMER_TEXTS);
  const { groups } = view;
  const customers = groups.reduce((sum, group) => sum + group.customers, 0);
  const keptValue = groups.reduce((sum, group) => sum + group.keptValue, 0);
  return (
    <TitledCard id="groups" title={say("title")} summary={say("asOf")}>
      <DataTable
        caption={say("table.caption")}
        file="customers_groups"
        columns={[
          { key: "group", label: say("table.group") },
          { key: "meaning", label: say("table.meaning") },
          { key: "customers", label: sayColumn("table.customers"), isNumeric: true },
          { key: "share", label: sayColumn("table.share"), isNumeric: true },
          { key: "value", label: sayColumn("table.valueToDate"), isNumeric: true },
          { key: "mean", label: say("table.perCustomer"), isNumeric: true },
          { key: "purchases", label: say("table.purchasesEach"), isNumeric: true },
        ]}
        rows={groups.map(({ group, share, meanValue, meanPurchases, ...row }) => ({
          key: group,
          cells: {
            group: (
              <Link url={addressWith({ group })}>
                {view.members?.group === group ? (
                  <Text as="strong" variant="bodySm" fontWeight="semibold">
                    {say(`label.${group}`)}
                  </Text>
                ) : (
                  say(`label.${group}`)
                )}
              </Link>
            ),
            meaning: groupMeaning(group, cuts, format),
            customers: format.count(row.customers),
            share: format.rate(share),
            value: format.money(row.keptValue),
            mean: format.money(meanValue.value),
            purchases: format.decimal(meanPurchases),
          },
        }))}
        total={{
          key: "all",
          cells: {
            group: sayColumn("table.all"),
            meaning: "",
            customers: format.count(customers),
            share: format.rate(customers === 0 ? null : 1),
            value: format.money(keptValue),
            mean: format.money(customers === 0 ? null : keptValue / customers),
            purchases: "",
          },
        }}
      />
      <Details words={say("analysts.open")}>
        <BlockStack gap="200">
          <p>
            {say("analysts.scores")} {say("analysts.parts")}
          </p>
          {cuts.isFrequencyFixed && <p>{say("analysts.fixed")}</p>}
          <List>
            {groups.map(({ group }) => (
              <List.Item key={group}>
                {say("analysts.rule", { group: say(`label.${group}`), rule: say(`rule.${group}`) })}
              </List.Item>
            ))}
          </List>
        </BlockStack>
      </Details>
    </TitledCard>
  );
}

function Members({
  members,
  addressWith,
  format,
}: GroupsTabProps & { readonly members: NonNullable<GroupsView["members"]> }) {
  const { rows, page, pageSize, total, group } = members;
  const say = useWords(GROUP_TEXTS);
  const sayColumn = useWords(CUSTOMER_TEXTS);
  const label = say(`label.${group}`);
  const pages = pageCount(total, pageSize);
  const day = (moment: number) => format.day(dayOf(moment, format.settings.timeZone));
  return (
    <TitledCard
      id="members"
      title={say("members.title", { group: label, count: total, shown: format.count(total) })}
      summary={`${say("members.summary")} ${sayColumn("table.linked")}`}
    >
      {rows.length === 0 ? (
        <Text as="p">{say("empty.members")}</Text>
      ) : (
        <DataTable
          caption={say("members.caption", { group: label })}
          file="customers_of_group"
          columns={[
            { key: "customer", label: sayColumn("table.customer") },
            { key: "scores", label: say("members.scores") },
            { key: "purchases", label: sayColumn("table.purchases"), isNumeric: true },
            { key: "first", label: sayColumn("table.first") },
            { key: "last", label: sayColumn("table.last") },
            { key: "value", label: sayColumn("table.valueToDate"), isNumeric: true },
          ]}
          rows={rows.map((member) => ({
            key: member.customerId,
            cells: {
              customer: <CustomerLink customerId={member.customerId} />,
              scores: say("members.threeScores", {
                recency: String(member.recency),
                frequency: String(member.frequency),
                money: String(member.money),
              }),
              purchases: format.count(member.purchases),
              first: day(member.firstPurchaseAt),
              last: day(member.lastPurchaseAt),
              value: format.money(member.keptValue),
            },
          }))}
        />
      )}
      <PageLinks
        label={sayColumn("table.pages")}
        pageUrl={(next) => addressWith({ group, page: String(next) })}
        {...{ page, pages, format }}
      />
    </TitledCard>
  );
}

const SCORES = [1, 2, 3, 4, 5];

function ScoreGrid({
  view,
  cuts,
  format,
}: {
  readonly view: GroupsView;
  readonly cuts: RfmCuts;
  readonly format: Formatters;
}) {
  const say = useWords(GROUP_TEXTS);
  const sayColumn = useWords(CUSTOMER_TEXTS);
  const most = Math.max(1, ...view.grid.map(({ customers }) => customers));
  const cellOf = (recency: number, frequency: number) =>
    view.grid.find((cell) => cell.recency === recency && cell.frequency === frequency);
  const all = view.grid.reduce((sum, { customers }) => sum + customers, 0);
  const top = cellOf(5, 5)?.customers ?? 0;
  return (
    <ChartCard
      title={say("grid.title")}
      units={say("grid.units")}
      summary={say("grid.summary", { top: format.count(top), all: format.count(all) })}
    >
      <HeatTable
        caption={say("grid.caption")}
        file="customers_by_score"
        rowHeader={say("grid.rowHeader")}
        sizeHeader={sayColumn("table.customers")}
        columns={SCORES.map((score) => ({ key: String(score), label: frequencyName(cuts, score, format) }))}
        rows={SCORES.toReversed().map((recency) => ({
          key: String(recency),
          label: recencyName(cuts, recency, format),
          size: format.count(SCORES.reduce((sum, frequency) => sum + (cellOf(recency, frequency)?.customers ?? 0), 0)),
          cells: SCORES.map((frequency) => {
            const customers = cellOf(recency, frequency)?.customers ?? 0;
            return { text: format.count(customers), heat: customers === 0 ? null : customers / most };
          }),
        }))}
      />
    </ChartCard>
  );
}
