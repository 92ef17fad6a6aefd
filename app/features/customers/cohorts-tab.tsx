import { COHORT_PERIODS, type CohortPeriod } from "~/domain/metrics/cohorts/period-cohorts";
import { ChartCard } from "~/ui/charts/chart-card";
import type { Formatters } from "~/ui/format/formatters";
import { useWords } from "~/ui/format/use-words";
import { EmptyState } from "~/ui/frame/states";
import { ChoiceLinks } from "~/ui/navigation/choice-links";
import type { PageLinkComponent } from "~/ui/navigation/page-link";
import { InlineStack, Text } from "~/ui/polaris";
import { HeatTable } from "~/ui/tables/heat-table";
import { COHORT_TEXTS } from "~/words/pages/cohorts";
import { wordsOf, type Words } from "~/words/words";
import { COHORT_MEASURES, COHORT_SCALES } from "./address";
import { CohortMembers } from "./cohort-members";
import { cohortTable, type CohortReading } from "./cohort-table";
import type { CohortsView } from "./customers";

export interface CohortsTabProps {
  readonly view: CohortsView;
  readonly reading: CohortReading;
  /** The address of this tab with something changed. */
  readonly addressWith: (changes: Readonly<Record<string, string>>) => string;
  readonly link: PageLinkComponent;
  readonly format: Formatters;
}

/** What customers did since they first bought, by when that was. */
export function CohortsTab({ view, reading, addressWith, link, format }: CohortsTabProps) {
  const { period, cohorts, hidden } = view;
  const say = useWords(COHORT_TEXTS);
  if (view.unavailableBecause !== null) {
    return (
      <EmptyState title={say("empty.title")}>
        <p>{view.unavailableBecause}</p>
      </EmptyState>
    );
  }
  const { measure, scale } = reading;
  const title = say(`title.${measure}.${period}`);
  const units = unitsOf(reading, period, say, format);
  const { columns, rows } = cohortTable(view, reading, format, (cohort, offset) =>
    addressWith({ cohort, offset: String(offset) }),
  );
  const choices = <Key extends string>(field: string, keys: readonly Key[], label: (key: Key) => string) =>
    keys.map((key) => ({ key, label: label(key), to: addressWith({ [field]: key }) }));
  return (
    <>
      <InlineStack gap="400">
        <ChoiceLinks
          label={say("choice.period")}
          tabs={choices("period", COHORT_PERIODS, (key) => say(`period.${key}`))}
          current={period}
        />
        <ChoiceLinks
          label={say("choice.measure")}
          tabs={choices("measure", COHORT_MEASURES, (key) => say(`measure.${key}`))}
          current={measure}
        />
        <ChoiceLinks
          label={say("choice.scale")}
          tabs={choices("scale", COHORT_SCALES, (key) => say(`scale.${measure}.${key}`))}
          current={scale}
        />
      </InlineStack>
      <Text as="p" tone="subdued">
        {say("wholeHistory")}
      </Text>
      <ChartCard
        title={title}
        units={units}
        summary={cohortSummary(view, reading, format)}
        legend={
          <Text as="p" tone="subdued">
            {say("click")}
            <br />
            <span className="cb-hatch" aria-hidden="true" />
            {say("notOver")}
          </Text>
        }
      >
        {cohorts.length === 0 ? (
          <Text as="p">{say("empty.filtered")}</Text>
        ) : (
          <HeatTable
            caption={say("caption", { title, units })}
            file="customers_cohorts"
            rowHeader={say("rowHeader")}
            sizeHeader={say("sizeHeader")}
            columns={columns}
            rows={rows}
            link={link}
          />
        )}
        {hidden > 0 && (
          <Text as="p" tone="subdued">
            {say(`hidden.${period}`, { count: hidden, shown: format.count(hidden) })}
            {period !== "quarter" && ` ${say("hidden.longer")}`}
          </Text>
        )}
      </ChartCard>
      {view.members && (
        <CohortMembers members={view.members} period={period} addressWith={addressWith} format={format} />
      )}
    </>
  );
}

function unitsOf(
  { measure, scale }: CohortReading,
  period: CohortPeriod,
  say: Words<typeof COHORT_TEXTS.en>,
  format: Formatters,
) {
  return say(`units.${measure}.${scale}`, { period, currency: format.settings.currencyCode });
}

/** What all cohorts together say of the first periods after the first purchase. */
export function cohortSummary(
  { together, period }: Pick<CohortsView, "together" | "period">,
  { measure }: Pick<CohortReading, "measure">,
  format: Formatters,
): string {
  const say = wordsOf(COHORT_TEXTS, format.settings.locale);
  const last = together.at(-1);
  const next = together.find(({ offset }) => offset === 1);
  const said = (what: string) => `${say(`summary.start.${period}`)} ${what}`;
  if (!next || !last) return said(say(`summary.notOver.${period}`));
  const per = (amount: number, customers: number) => (customers === 0 ? null : amount / customers);
  if (measure === "value") {
    return said(
      say(`summary.value.${period}`, {
        count: last.offset,
        shown: format.count(last.offset),
        value: format.money(per(last.cumulativeValue, last.customers)),
        customers: format.count(last.customers),
      }),
    );
  }
  const customers = format.count(next.customers);
  return said(
    measure === "orders"
      ? say(`summary.orders.${period}`, { customers, orders: format.ratio(per(next.orders, next.customers)) })
      : say(`summary.returning.${period}`, { customers, share: format.rate(per(next.buyers, next.customers)) }),
  );
}
