import type { CohortPeriod } from "~/domain/metrics/cohorts/period-cohorts";
import { dayOf } from "~/domain/time/shop-time";
import type { CohortMembers as Members } from "./customers";
import { CustomerLink } from "~/ui/customer-link";
import { DataTable } from "~/ui/tables/data-table";
import { PageLinks } from "~/ui/tables/page-links";
import { TitledCard } from "~/ui/titled-card";
import type { CohortsTabProps } from "./cohorts-tab";
import { cohortName, PERIOD_NAMES } from "./cohort-table";

export interface CohortMembersProps extends Pick<CohortsTabProps, "addressWith" | "format"> {
  readonly members: Members;
  readonly period: CohortPeriod;
}

/** The customers behind one cell of the cohorts. */
export function CohortMembers({ members, period, addressWith, format }: CohortMembersProps) {
  const { rows, page, pageSize, total, cohort, offset } = members;
  const name = PERIOD_NAMES[period];
  const caption = `First bought ${period === "week" ? "in the week from " : "in "}${cohortName(cohort, period, format)}, ${name.toLowerCase()} ${format.count(offset)}`;
  return (
    <TitledCard
      id="cohort-members"
      title={`${caption}: ${format.count(total)} ${total === 1 ? "customer" : "customers"}`}
      summary={`With a purchase in that ${name.toLowerCase()}, most valuable first. Names stay in Shopify: a customer’s number opens its page there.`}
    >
      <DataTable
        caption={`Customers who ${caption.charAt(0).toLowerCase()}${caption.slice(1)}`}
        file="customers_of_cohort"
        columns={[
          { key: "customer", label: "Customer" },
          { key: "first", label: "First" },
          { key: "purchases", label: "Purchases", isNumeric: true },
          { key: "value", label: "Value", isNumeric: true },
        ]}
        rows={rows.map(({ customerId, firstPurchaseAt, purchases, keptValue }) => ({
          key: customerId,
          cells: {
            customer: <CustomerLink customerId={customerId} />,
            first: format.day(dayOf(firstPurchaseAt, format.settings.timeZone)),
            purchases: format.count(purchases),
            value: format.money(keptValue),
          },
        }))}
      />
      <PageLinks
        label="Pages of customers"
        page={page}
        pages={Math.max(1, Math.ceil(total / pageSize))}
        pageUrl={(next) => addressWith({ cohort, offset: String(offset), page: String(next) })}
        format={format}
      />
    </TitledCard>
  );
}
