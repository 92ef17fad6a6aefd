import type { CohortPeriod } from "~/domain/metrics/cohorts/period-cohorts";
import { dayOf } from "~/domain/time/shop-time";
import { pageCount } from "~/features/page/page-number";
import { useWords } from "~/ui/format/use-words";
import { TitledCard } from "~/ui/frame/titled-card";
import { CustomerLink } from "~/ui/navigation/customer-link";
import { DataTable } from "~/ui/tables/data-table";
import { PageLinks } from "~/ui/tables/page-links";
import { COHORT_TEXTS } from "~/words/pages/cohorts";
import { CUSTOMER_TEXTS } from "~/words/pages/customers";
import { cohortName } from "./cohort-table";
import type { CohortsTabProps } from "./cohorts-tab";
import type { CohortMembers as Members } from "./customers";

export interface CohortMembersProps extends Pick<CohortsTabProps, "addressWith" | "format"> {
  readonly members: Members;
  readonly period: CohortPeriod;
}

/** The customers behind one cell of the cohorts. */
export function CohortMembers({ members, period, addressWith, format }: CohortMembersProps) {
  const { rows, page, pageSize, total, cohort, offset } = members;
  const say = useWords(COHORT_TEXTS);
  const sayColumn = useWords(CUSTOMER_TEXTS);
  const cell = { cohort: cohortName(cohort, period, format), offset: format.count(offset) };
  return (
    <TitledCard
      id="cohort-members"
      title={say(`members.title.${period}`, { ...cell, count: total, shown: format.count(total) })}
      summary={`${say(`members.summary.${period}`)} ${sayColumn("table.linked")}`}
    >
      <DataTable
        caption={say(`members.caption.${period}`, cell)}
        file="customers_of_cohort"
        columns={[
          { key: "customer", label: sayColumn("table.customer") },
          { key: "first", label: sayColumn("table.first") },
          { key: "purchases", label: sayColumn("table.purchases"), isNumeric: true },
          { key: "value", label: sayColumn("table.value"), isNumeric: true },
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
        label={sayColumn("table.pages")}
        page={page}
        pages={pageCount(total, pageSize)}
        pageUrl={(next) => addressWith({ cohort, offset: String(offset), page: String(next) })}
        format={format}
      />
    </TitledCard>
  );
}
