import {
  PROBABLY_LEFT,
  RISK_BUYERS,
  RISK_COLUMNS,
  RISK_REASONS,
  riskSort,
  type RiskColumn,
  type RiskOrder,
} from "~/domain/clv/churn-risk";
import { CHANCE_DAYS, type ChanceDays } from "~/domain/clv/chance/chance-rule";
import type { ChurnRisk, ChurnRiskView } from "~/features/forecast/forecast";
import { pageCount } from "~/features/page/page-number";
import { FactCard } from "~/ui/cards/fact-card";
import type { Formatters } from "~/ui/format/formatters";
import { metricLabel } from "~/ui/format/metric-words";
import { useWords } from "~/ui/format/use-words";
import { CardRow } from "~/ui/frame/card-row";
import { Details } from "~/ui/frame/details";
import { TitledCard } from "~/ui/frame/titled-card";
import { ChoiceLinks } from "~/ui/navigation/choice-links";
import { ExplainLink } from "~/ui/navigation/explain-link";
import { InlineStack, Link, Text } from "~/ui/polaris";
import { DataTable, type DataTableColumn } from "~/ui/tables/data-table";
import { PageLinks } from "~/ui/tables/page-links";
import { CHURN_RISK_TEXTS } from "~/words/pages/churn-risk";
import { CUSTOMER_TEXTS } from "~/words/pages/customers";
import { sayReason, type Reason } from "~/words/records/reasons";
import { ChanceQuality } from "./chance-quality";
import { customerCells } from "./customer-cells";
import { nextPurchase } from "./expected-parts";
import { ForecastFrame, type ForecastFrameProps } from "./forecast-frame";
import { PoorForecast } from "./poor-forecast";
import { toldChances } from "./told-chances";

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
  const say = useWords(CHURN_RISK_TEXTS);
  return (
    <ForecastFrame title={say("title")} forecast={view.forecast} {...{ view, calculateButton, format }}>
      {(forecast) => (
        <PoorForecast isShownAnyway={isPoorShown} {...{ forecast, addressWith, format }}>
          <RiskFacts view={view} chance={forecast.metrics.churn_probability} format={format} />
          {view.risk && <RiskList {...props} risk={view.risk} told={toldChances(forecast.summary)} />}
          <ChanceQuality summary={forecast.summary} format={format} />
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
    readonly unavailableBecause: Reason | null;
  };
  readonly format: Formatters;
}) {
  const say = useWords(CHURN_RISK_TEXTS);
  return (
    <CardRow columns="three">
      {risk && (
        <FactCard
          label={say("loss")}
          value={format.money(risk.loss)}
          note={`${say("lossNote", { count: risk.total, shown: format.count(risk.total) })}. ${say("lossYardstick")}`}
        />
      )}
      <FactCard
        label={metricLabel("churn_probability")}
        value={format.rate(chance.value)}
        note={
          <>
            {chance.value === null
              ? sayReason(chance.unavailableBecause)
              : say("goneNote", tenthsOf(chance.value, format))}{" "}
            <ExplainLink metric="churn_probability" label={metricLabel("churn_probability")} />
          </>
        }
      />
      {risk && (
        <FactCard
          label={metricLabel("lapse_point")}
          value={format.days(Math.round(risk.lapsePointDays))}
          note={
            <>
              {say("winBackNote")} <ExplainLink metric="lapse_point" label={metricLabel("lapse_point")} />
            </>
          }
        />
      )}
    </CardRow>
  );
}

function tenthsOf(chance: number, format: Formatters) {
  const tenths = Math.round(chance * 10);
  return { tenths, shown: format.count(tenths) };
}

interface RiskListProps extends Pick<ChurnRiskTabProps, "addressWith" | "format"> {
  readonly risk: ChurnRisk;
  /** The days of which the chance to buy is shown. */
  readonly told: readonly ChanceDays[];
}

function RiskList({ risk, told, addressWith, format }: RiskListProps) {
  const { rows, page, pageSize, total, order, reason, buyers } = risk;
  const say = useWords(CHURN_RISK_TEXTS);
  const sayColumn = useWords(CUSTOMER_TEXTS);
  const columns = RISK_COLUMNS.filter((key) => {
    const days = CHANCE_DAYS.find((each) => key === `within${each}`);
    return days === undefined || told.includes(days);
  });
  const kept = { risk: reason, bought: buyers, sort: riskSort(order) };
  const choices = <Key extends string>(field: string, keys: readonly Key[], label: (key: Key) => string) =>
    keys.map((key) => ({ key, label: label(key), to: addressWith({ ...kept, [field]: key }) }));
  return (
    <>
      <InlineStack gap="400">
        <ChoiceLinks
          label={say("choice.why")}
          tabs={choices("risk", RISK_REASONS, (key) => say(`reason.${key}`))}
          current={reason}
        />
        <ChoiceLinks
          label={say("choice.bought")}
          tabs={choices("bought", RISK_BUYERS, (key) => say(`bought.${key}`))}
          current={buyers}
        />
      </InlineStack>
      <TitledCard
        id="at-risk"
        title={say("list", { count: total, shown: format.count(total) })}
        summary={[say("summary", { share: format.wholePercent(PROBABLY_LEFT) }), sayColumn("table.linked")].join(" ")}
      >
        {rows.length === 0 ? (
          <Text as="p">{say("nobody")}</Text>
        ) : (
          <DataTable
            caption={say("caption")}
            file="customers_at_risk"
            columns={[
              { key: "customer", label: sayColumn("table.customer") },
              ...columns.map((key) =>
                sortableColumn(key, say(`column.${key}`), order, (sort) => addressWith({ ...kept, sort })),
              ),
              ...(told.includes(90) ? [{ key: "next", label: say("column.next") }] : []),
            ]}
            rows={rows.map((row) => ({
              key: row.customerId,
              cells: {
                ...customerCells(row, format),
                loss: format.money(row.loss),
                ...Object.fromEntries(told.map((days) => [`within${days}`, format.rate(row.chances[days])])),
                next: nextPurchase(row.nextFromDay, row.nextToDay, format),
              },
            }))}
          />
        )}
        <PageLinks
          label={say("pages")}
          pageUrl={(next) => addressWith({ ...kept, page: String(next) })}
          pages={pageCount(total, pageSize)}
          {...{ page, format }}
        />
        <Details words={say("analysts.open")}>
          <p>
            {say("analysts.loss")} {told.includes(90) && say("analysts.next")}
          </p>
        </Details>
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
