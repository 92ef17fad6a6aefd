import type { UnusualCustomer } from "~/adapters/db/forecast/customer-forecasts.server";
import type { ForecastSummary } from "~/domain/clv/shop-forecast";
import type { Formatters } from "~/ui/format/formatters";
import { useWords } from "~/ui/format/use-words";
import { TitledCard } from "~/ui/frame/titled-card";
import { DataTable } from "~/ui/tables/data-table";
import { CHURN_RISK_TEXTS } from "~/words/pages/churn-risk";
import { CUSTOMER_TEXTS } from "~/words/pages/customers";
import { UNUSUAL_CUSTOMER_TEXTS } from "~/words/pages/unusual-customers";
import { customerCells } from "./customer-cells";

/** Where a page lists them. */
export const UNUSUAL_CUSTOMERS_ID = "unusual-customers";

export interface UnusualCustomersProps {
  readonly summary: Pick<ForecastSummary, "setApart">;
  readonly customers: readonly UnusualCustomer[];
  readonly format: Formatters;
}

/** Whom the models did not learn from, and what is expected of them; nothing where there is nobody. */
export function UnusualCustomers({ summary: { setApart }, customers, format }: UnusualCustomersProps) {
  const say = useWords(UNUSUAL_CUSTOMER_TEXTS);
  const sayColumn = useWords(CUSTOMER_TEXTS);
  const sayRisk = useWords(CHURN_RISK_TEXTS);
  const count = setApart ? setApart.frequency + setApart.value : 0;
  // Who was merged or erased since is not listed.
  if (count === 0 || customers.length === 0) return null;
  return (
    <TitledCard
      id={UNUSUAL_CUSTOMERS_ID}
      title={say("title", { count, shown: format.count(count) })}
      summary={[
        say("summary"),
        count > customers.length && say("most", { shown: format.count(customers.length) }),
        sayColumn("table.linked"),
      ]
        .filter(Boolean)
        .join(" ")}
    >
      <DataTable
        caption={say("caption")}
        file="customers_unusual"
        columns={[
          { key: "customer", label: sayColumn("table.customer") },
          { key: "because", label: say("because") },
          { key: "last", label: sayRisk("column.last") },
          ...(["purchases", "value", "chance", "expected"] as const).map((key) => ({
            key,
            label: sayRisk(`column.${key}`),
            isNumeric: true,
          })),
        ]}
        rows={customers.map((row) => ({
          key: row.customerId,
          cells: {
            ...customerCells(row, format),
            because: say(row.because),
          },
        }))}
      />
    </TitledCard>
  );
}
