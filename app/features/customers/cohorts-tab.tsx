import type { CohortsView } from "./customers";
import { ChartCard } from "~/ui/charts/chart-card";
import type { Formatters } from "~/ui/formatters";
import { HeatTable } from "~/ui/tables/heat-table";
import { InlineStack, Text } from "~/ui/polaris";
import { EmptyState } from "~/ui/states";
import { ChoiceLinks } from "~/ui/choice-links";
import type { PageLinkComponent } from "~/ui/page-link";
import type { CohortMeasure } from "./address";
import { CohortMembers } from "./cohort-members";
import { cohortTable, PERIOD_NAMES, type CohortReading } from "./cohort-table";

export interface CohortsTabProps {
  readonly view: CohortsView;
  readonly reading: CohortReading;
  /** The address of this tab with something changed. */
  readonly addressWith: (changes: Readonly<Record<string, string>>) => string;
  readonly link: PageLinkComponent;
  readonly format: Formatters;
}

const MEASURE_LABELS: Readonly<Record<CohortMeasure, string>> = {
  returning: "Returning",
  orders: "Orders",
  value: "Value so far",
};
const SCALE_LABELS: Readonly<Record<CohortMeasure, Readonly<Record<CohortReading["scale"], string>>>> = {
  returning: { share: "Share", absolute: "Customers" },
  orders: { share: "Per customer", absolute: "All orders" },
  value: { share: "Per customer", absolute: "All customers" },
};

/** What customers did since they first bought, by when that was. */
export function CohortsTab({ view, reading, addressWith, link, format }: CohortsTabProps) {
  const { period, cohorts, hidden } = view;
  if (view.unavailableBecause !== null) {
    return (
      <EmptyState title="No cohorts to show">
        <p>{view.unavailableBecause}</p>
      </EmptyState>
    );
  }
  const { measure, scale } = reading;
  const name = PERIOD_NAMES[period].toLowerCase();
  const { columns, rows } = cohortTable(view, reading, format, (cohort, offset) =>
    addressWith({ cohort, offset: String(offset) }),
  );
  const choices = (field: string, labels: Readonly<Record<string, string>>) =>
    Object.entries(labels).map(([key, label]) => ({ key, label, to: addressWith({ [field]: key }) }));
  return (
    <>
      <InlineStack gap="400">
        <ChoiceLinks label="First bought by" tabs={choices("period", PERIOD_NAMES)} current={period} />
        <ChoiceLinks label="Measure" tabs={choices("measure", MEASURE_LABELS)} current={measure} />
        <ChoiceLinks label="As" tabs={choices("scale", SCALE_LABELS[measure])} current={scale} />
      </InlineStack>
      <Text as="p" tone="subdued">
        Cohorts look at the whole history: the date range leaves them as they are.
      </Text>
      <ChartCard
        title={TITLES[measure](name)}
        units={unitsOf(reading, name, format)}
        summary={cohortSummary(view, reading, format)}
        legend={
          <Text as="p" tone="subdued">
            Click a number to see the customers.
            <br />
            <span className="cb-hatch" aria-hidden="true" />
            Not over yet
          </Text>
        }
      >
        {cohorts.length === 0 ? (
          <Text as="p">No customer of this filter bought first in the periods shown.</Text>
        ) : (
          <HeatTable
            caption={`${TITLES[measure](name)}. ${unitsOf(reading, name, format)}.`}
            file="customers_cohorts"
            rowHeader="First bought"
            sizeHeader="Customers"
            columns={columns}
            rows={rows}
            link={link}
          />
        )}
        {hidden > 0 && (
          <Text as="p" tone="subdued">
            {format.count(hidden)} older {hidden === 1 ? name : `${name}s`} not shown.
            {period !== "quarter" && " Choose longer periods to see further back."}
          </Text>
        )}
      </ChartCard>
      {view.members && (
        <CohortMembers members={view.members} period={period} addressWith={addressWith} format={format} />
      )}
    </>
  );
}

const TITLES: Readonly<Record<CohortMeasure, (period: string) => string>> = {
  returning: (period) => `Who buys again, by ${period} of first purchase`,
  orders: (period) => `Orders since the first purchase, by ${period} of first purchase`,
  value: (period) => `Value since the first purchase, by ${period} of first purchase`,
};

function unitsOf({ measure, scale }: CohortReading, period: string, { settings }: Formatters): string {
  const isShare = scale === "share";
  switch (measure) {
    case "returning":
      return `${isShare ? "Share of a cohort's customers" : "Customers of a cohort"} with a purchase in the ${period}`;
    case "orders":
      return `Orders ${isShare ? "per customer of a cohort" : "of a cohort"} in the ${period}`;
    case "value":
      return `${settings.currencyCode}, kept value ${isShare ? "per customer" : "of the whole cohort"} up to the end of the ${period}`;
  }
}

/** What all cohorts together say of the first periods after the first purchase. */
export function cohortSummary(
  { together, period }: Pick<CohortsView, "together" | "period">,
  { measure }: Pick<CohortReading, "measure">,
  format: Formatters,
): string {
  const name = PERIOD_NAMES[period].toLowerCase();
  const last = together.at(-1);
  const next = together.find(({ offset }) => offset === 1);
  const meaning = `${PERIOD_NAMES[period]} 0 is the ${name} of the first purchase.`;
  if (!next || !last) return `${meaning} The first full ${name} after it is not over yet.`;
  const per = (amount: number, customers: number) => (customers === 0 ? null : amount / customers);
  if (measure === "value") {
    const value = format.money(per(last.cumulativeValue, last.customers));
    return `${meaning} After ${format.count(last.offset)} more ${last.offset === 1 ? name : `${name}s`} a customer had brought ${value} (${format.count(last.customers)} customers so old).`;
  }
  const customers = `${format.count(next.customers)} customers`;
  if (measure === "orders") {
    return `${meaning} In the ${name} after it ${customers} placed ${format.ratio(per(next.orders, next.customers))} orders each.`;
  }
  return `${meaning} In the ${name} after it ${format.rate(per(next.buyers, next.customers))} of ${customers} bought again.`;
}
