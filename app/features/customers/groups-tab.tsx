import { Link, Text } from "~/ui/polaris";
import type { RfmCuts } from "~/domain/groups/rfm";
import { dayOf } from "~/domain/time/shop-time";
import type { GroupsView } from "./customers";
import { ChartCard } from "~/ui/charts/chart-card";
import { CustomerLink } from "~/ui/customer-link";
import { DataTable } from "~/ui/tables/data-table";
import type { Formatters } from "~/ui/formatters";
import { HeatTable } from "~/ui/tables/heat-table";
import { PageLinks } from "~/ui/tables/page-links";
import { EmptyState } from "~/ui/states";
import { TitledCard } from "~/ui/titled-card";

export interface GroupsTabProps {
  readonly view: GroupsView;
  /** The address of this tab with something changed. */
  readonly addressWith: (changes: Readonly<Record<string, string>>) => string;
  readonly format: Formatters;
}

/** Customers by how recently, how often and for how much they bought. */
export function GroupsTab(props: GroupsTabProps) {
  const { view, format } = props;
  if (view.cuts === null) {
    return (
      <EmptyState title="No groups to show">
        <p>{view.unavailableBecause}</p>
      </EmptyState>
    );
  }
  return (
    <>
      <ReadyGroups {...props} />
      {view.members && <Members {...props} members={view.members} />}
      <ScoreGrid view={view} cuts={view.cuts} format={format} />
    </>
  );
}

function ReadyGroups({ view, addressWith, format }: GroupsTabProps) {
  const { groups } = view;
  const customers = groups.reduce((sum, group) => sum + group.customers, 0);
  const keptValue = groups.reduce((sum, group) => sum + group.keptValue, 0);
  return (
    <TitledCard
      id="groups"
      title="Ready groups"
      summary={
        <>
          Every customer is in exactly one, as of now: the date range leaves the groups as they are. Each is scored from
          1 to 5 against the shop&rsquo;s other customers: recency by the last purchase, frequency by the number of
          purchases, money by the value to date. 5 stands for the latest, most frequent and most valuable fifth.
          {view.cuts?.isFrequencyFixed &&
            " Too many customers bought equally often to form fifths, so fixed purchase counts are used."}
        </>
      }
    >
      <DataTable
        caption="Groups of customers with their size and value"
        file="customers_groups"
        columns={[
          { key: "group", label: "Group" },
          { key: "rule", label: "Definition" },
          { key: "customers", label: "Customers", isNumeric: true },
          { key: "share", label: "Share", isNumeric: true },
          { key: "value", label: "Value to date", isNumeric: true },
          { key: "mean", label: "Per customer", isNumeric: true },
          { key: "purchases", label: "Purchases each", isNumeric: true },
        ]}
        rows={groups.map(({ group, label, rule, share, meanValue, meanPurchases, ...row }) => ({
          key: group,
          cells: {
            group: (
              <Link url={addressWith({ group })}>
                {view.members?.group === group ? (
                  <Text as="strong" variant="bodySm" fontWeight="semibold">
                    {label}
                  </Text>
                ) : (
                  label
                )}
              </Link>
            ),
            rule,
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
            group: "All",
            rule: "",
            customers: format.count(customers),
            share: format.rate(customers === 0 ? null : 1),
            value: format.money(keptValue),
            mean: format.money(customers === 0 ? null : keptValue / customers),
            purchases: "",
          },
        }}
      />
    </TitledCard>
  );
}

function Members({
  view,
  members,
  addressWith,
  format,
}: GroupsTabProps & { readonly members: NonNullable<GroupsView["members"]> }) {
  const { rows, page, pageSize, total, group } = members;
  const label = view.groups.find((each) => each.group === group)?.label ?? group;
  const pages = Math.max(1, Math.ceil(total / pageSize));
  const day = (moment: number) => format.day(dayOf(moment, format.settings.timeZone));
  return (
    <TitledCard
      id="members"
      title={`${label}: ${format.count(total)} ${total === 1 ? "customer" : "customers"}`}
      summary="Most valuable first. Names stay in Shopify: a customer’s number opens its page there."
    >
      {rows.length === 0 ? (
        <Text as="p">Nobody is in this group.</Text>
      ) : (
        <DataTable
          caption={`Customers of the group ${label}`}
          file="customers_of_group"
          columns={[
            { key: "customer", label: "Customer" },
            { key: "scores", label: "Recency, frequency, money" },
            { key: "purchases", label: "Purchases", isNumeric: true },
            { key: "first", label: "First" },
            { key: "last", label: "Last" },
            { key: "value", label: "Value to date", isNumeric: true },
          ]}
          rows={rows.map((member) => ({
            key: member.customerId,
            cells: {
              customer: <CustomerLink customerId={member.customerId} />,
              scores: `${member.recency}, ${member.frequency}, ${member.money}`,
              purchases: format.count(member.purchases),
              first: day(member.firstPurchaseAt),
              last: day(member.lastPurchaseAt),
              value: format.money(member.keptValue),
            },
          }))}
        />
      )}
      <PageLinks
        label="Pages of customers"
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
  const most = Math.max(1, ...view.grid.map(({ customers }) => customers));
  const cellOf = (recency: number, frequency: number) =>
    view.grid.find((cell) => cell.recency === recency && cell.frequency === frequency);
  const all = view.grid.reduce((sum, { customers }) => sum + customers, 0);
  const top = cellOf(5, 5)?.customers ?? 0;
  return (
    <ChartCard
      title="Customers by recency and frequency"
      units="Number of customers; scores by the last purchase downwards, by the number of purchases to the right"
      summary={`${format.count(top)} of ${format.count(all)} customers are among both the latest and the most frequent buyers.`}
    >
      <HeatTable
        caption="Number of customers by last purchase and number of purchases"
        file="customers_by_score"
        rowHeader="Last purchase"
        sizeHeader="Customers"
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

/** "4 (until 3 Mar 2026)", by the cuts that hold at the moment. */
export function recencyName({ recency: cuts }: RfmCuts, score: number, format: Formatters): string {
  const day = (moment: number) => format.day(dayOf(moment, format.settings.timeZone));
  const [above, upTo] = [cuts[score - 2], cuts[score - 1]];
  if (upTo === undefined) return above === undefined ? String(score) : `${score} (after ${day(above)})`;
  return `${score} (until ${day(upTo)})`;
}

/** "4 (4 to 5x)". A score nobody can get says so. */
export function frequencyName({ frequency: cuts }: RfmCuts, score: number, format: Formatters): string {
  const from = (cuts[score - 2] ?? 0) + 1;
  const to = cuts[score - 1];
  if (to === undefined) return `${score} (${format.count(from)}x and more)`;
  if (to < from) return `${score} (nobody)`;
  if (to === from) return `${score} (${to === 1 ? "once" : `${format.count(to)}x`})`;
  return `${score} (${format.count(from)} to ${format.count(to)}x)`;
}
