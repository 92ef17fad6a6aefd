import { CardRow } from "~/ui/card-row";
import { FactCard } from "~/ui/fact-card";
import { InlineStack, Link, Text } from "~/ui/polaris";
import { TitledCard } from "~/ui/titled-card";
import { riskSort, type RiskBuyers, type RiskColumn, type RiskOrder, type RiskReason } from "~/domain/clv/churn-risk";
import { dayOf } from "~/domain/time/shop-time";
import type { ChurnRisk, ChurnRiskView } from "~/features/forecast/forecast";
import { CustomerLink } from "~/ui/customer-link";
import { DataTable, type DataTableColumn } from "~/ui/tables/data-table";
import { ExplainLink } from "~/ui/explain-link";
import { NOT_AVAILABLE, type Formatters } from "~/ui/formatters";
import { PageLinks } from "~/ui/tables/page-links";
import { ChoiceLinks } from "~/ui/choice-links";
import { nextPurchase } from "./expected-parts";
import { ForecastFrame, type ForecastFrameProps } from "./forecast-frame";
import { PoorForecast } from "./poor-forecast";
import { sayReason, type Because } from "~/words/reasons";

export interface ChurnRiskTabProps extends Pick<ForecastFrameProps, "calculateButton"> {
  readonly view: ChurnRiskView;
  readonly isPoorShown: boolean;
  /** The address of this tab with something changed. */
  readonly addressWith: (changes: Readonly<Record<string, string>>) => string;
  readonly format: Formatters;
}

/** Customers who may be gone, by what would be lost with them. */
export function ChurnRiskTab(props: ChurnRiskTabProps) {
  const { view, isPoorShown, calculateButton, addressWith, format } = props;
  return (
    <ForecastFrame title="Churn risk" forecast={view.forecast} {...{ view, calculateButton, format }}>
      {(forecast) => (
        <PoorForecast isShownAnyway={isPoorShown} {...{ forecast, addressWith, format }}>
          <RiskFacts view={view} chance={forecast.metrics.churn_probability} format={format} />
          {view.risk && <RiskList {...props} risk={view.risk} />}
        </PoorForecast>
      )}
    </ForecastFrame>
  );
}

function RiskFacts({
  view: { risk },
  chance,
  format,
}: {
  readonly view: ChurnRiskView;
  readonly chance: {
    readonly value: number | null;
    readonly n: number | null;
    readonly unavailableBecause: Because | null;
  };
  readonly format: Formatters;
}) {
  return (
    <CardRow columns="three">
      {risk && (
        <FactCard
          label="Expected loss"
          value={format.money(risk.loss)}
          note={`in 12 months, of the ${format.count(risk.total)} ${risk.total === 1 ? "customer" : "customers"} listed below`}
        />
      )}
      <FactCard
        label="Probability of having left"
        value={format.rate(chance.value)}
        note={
          <>
            {chance.value === null
              ? sayReason(chance.unavailableBecause)
              : `mean over ${format.count(chance.n)} customers; a model estimate, because customers never cancel`}{" "}
            <ExplainLink metric="churn_probability" label="Probability of having left" />
          </>
        }
      />
      {risk && (
        <FactCard
          label="Lapse point"
          value={format.days(Math.round(risk.lapsePointDays))}
          note={
            <>
              without a purchase: 9 of 10 repeat purchases came sooner{" "}
              <ExplainLink metric="lapse_point" label="Lapse point" />
            </>
          }
        />
      )}
    </CardRow>
  );
}

const REASONS: Readonly<Record<RiskReason, string>> = {
  any: "Either",
  lapsed: "Past the lapse point",
  unlikely: "Low chance to be active",
};
const BUYERS: Readonly<Record<RiskBuyers, string>> = { all: "All", repeat: "More than once", once: "Once" };

/** What can be sorted by, in the order of the columns. */
const COLUMNS: Readonly<Record<RiskColumn, string>> = {
  last: "Last purchase",
  purchases: "Purchases",
  value: "Value to date",
  chance: "Chance still active",
  expected: "Expected next 12 months",
  loss: "Expected loss",
};

function RiskList({ risk, addressWith, format }: ChurnRiskTabProps & { readonly risk: ChurnRisk }) {
  const { rows, page, pageSize, total, order, reason, buyers } = risk;
  const kept = { risk: reason, bought: buyers, sort: riskSort(order) };
  const choices = (field: string, labels: Readonly<Record<string, string>>) =>
    Object.entries(labels).map(([key, label]) => ({ key, label, to: addressWith({ ...kept, [field]: key }) }));
  return (
    <>
      <InlineStack gap="400">
        <ChoiceLinks label="Why" tabs={choices("risk", REASONS)} current={reason} />
        <ChoiceLinks label="Bought" tabs={choices("bought", BUYERS)} current={buyers} />
      </InlineStack>
      <TitledCard
        id="at-risk"
        title={`At risk: ${format.count(total)} ${total === 1 ? "customer" : "customers"}`}
        summary="Last purchase longer ago than the lapse point, or less than 50% likely to be active. Expected loss is what 12 months would bring from an active customer, times the chance that this one has left. An active customer buys next between the days given half of the time. Names stay in Shopify: a customer’s number opens its page there."
      >
        {rows.length === 0 ? (
          <Text as="p">No customers at risk match this selection.</Text>
        ) : (
          <DataTable
            caption="Customers at risk"
            file="customers_at_risk"
            columns={[
              { key: "customer", label: "Customer" },
              ...Object.entries(COLUMNS).map(([key, label]) =>
                sortableColumn(key as RiskColumn, label, order, (sort) => addressWith({ ...kept, sort })),
              ),
              { key: "next", label: "If active, buys next between" },
            ]}
            rows={rows.map((row) => ({
              key: row.customerId,
              cells: {
                customer: <CustomerLink customerId={row.customerId} />,
                last:
                  row.lastPurchaseAt === null
                    ? NOT_AVAILABLE
                    : format.day(dayOf(row.lastPurchaseAt, format.settings.timeZone)),
                purchases: format.count(row.purchases),
                value: format.money(row.valueToDate),
                chance: format.rate(row.probabilityAlive),
                expected: format.money(row.value12),
                loss: format.money(row.loss),
                next: nextPurchase(row.nextFromDay, row.nextToDay, format),
              },
            }))}
          />
        )}
        <PageLinks
          label="Pages of customers at risk"
          pageUrl={(next) => addressWith({ ...kept, page: String(next) })}
          pages={Math.max(1, Math.ceil(total / pageSize))}
          {...{ page, format }}
        />
      </TitledCard>
    </>
  );
}

function sortableColumn(
  key: RiskColumn,
  label: string,
  order: RiskOrder,
  addressOf: (sort: string) => string,
): DataTableColumn {
  const isSorted = order.by === key;
  const next = riskSort({ by: key, isAscending: isSorted && !order.isAscending });
  return {
    key,
    label,
    isNumeric: key !== "last",
    ...(isSorted && { sorted: order.isAscending ? "ascending" : "descending" }),
    heading: <Link url={addressOf(next)}>{label}</Link>,
  };
}
