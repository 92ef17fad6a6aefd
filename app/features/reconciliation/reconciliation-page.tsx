import { Badge, Card, InlineStack, Text } from "~/ui/polaris";
import type { ReactNode } from "react";
import type { ReconciledNumber, ReconciliationStatus } from "~/domain/reconciliation/reconciliation";
import type { CheckoutNeighbour, ReconciliationView } from "./reconciliation";
import { RebuildNotice } from "~/features/page/notices/rebuild-notice";
import { DataTable } from "~/ui/tables/data-table";
import type { Formatters } from "~/ui/formatters";
import { PageFrame } from "~/ui/page-frame";
import { EmptyState, Notice } from "~/ui/states";
import { TitledCard } from "~/ui/titled-card";
import { differenceLine, differenceText } from "./difference";

export interface ReconciliationPageProps {
  readonly view: ReconciliationView;
  readonly tabs: ReactNode;
  /** What came of a wish. */
  readonly notice: ReactNode;
  /** Chooses the days to compare. */
  readonly controls: ReactNode;
  /** Asks the merchant for the missing access. */
  readonly grantButton: ReactNode;
  /** Reads the orders Shopify has another version of. */
  readonly fetchButton: ReactNode;
  readonly format: Formatters;
}

/** Our numbers beside Shopify's own, and what the difference is made of. */
export function ReconciliationPage({
  view,
  tabs,
  notice,
  controls,
  grantButton,
  fetchButton,
  format,
}: ReconciliationPageProps) {
  const { range, result, shop } = view;
  return (
    <PageFrame title="Settings: check against Shopify">
      {tabs}
      {notice}
      {result.status === "no_permission" ? (
        <EmptyState title="Access to Shopify’s own numbers has not been granted" action={grantButton}>
          <p>
            With the access “{result.scope}” Comeback can ask Shopify for orders, sales, average order value and
            returning customers of the same days and show both side by side, with every difference explained.
          </p>
          <p>
            The numbers on all other pages do not need it. You can take the access away again in Shopify at any time.
          </p>
        </EmptyState>
      ) : result.status === "unavailable" ? (
        <>
          {controls}
          <Notice tone="warning" title="Shopify’s own numbers could not be read">
            <p>{result.because} Comeback’s numbers are not affected. Reload the page to ask again.</p>
          </Notice>
        </>
      ) : (
        <>
          {controls}
          <RebuildNotice isRebuilding={result.isRebuilding} />
          <Verdict result={result} format={format} />
          {result.notReceived.length > 0 && (
            <Notice
              tone="warning"
              title={`${format.count(result.notReceived.length)} ${result.notReceived.length === 1 ? "order has" : "orders have"} not arrived`}
            >
              <p>
                Shopify has another version of {result.notReceived.length === 1 ? "it" : "them"}. New versions arrive by
                themselves; you can also read them now.
              </p>
              {fetchButton}
            </Notice>
          )}
          <TitledCard
            id="side-by-side"
            title="Side by side"
            units={`${format.day(range.from)} to ${format.day(range.to)}, shop time (${shop.timeZone}), money in ${shop.currencyCode}`}
          >
            <DataTable
              caption="Our numbers beside those of Shopify"
              file="check_numbers"
              columns={[
                { key: "label", label: "Number" },
                { key: "ours", label: "Comeback", isNumeric: true },
                { key: "theirs", label: "Shopify", isNumeric: true },
                { key: "difference", label: "Difference", isNumeric: true },
                { key: "status", label: "Result" },
              ]}
              rows={result.reconciliation.numbers.map((number) => ({
                key: number.key,
                cells: {
                  label: number.label,
                  ours: format.metric(number.unit, number.ours),
                  theirs: format.metric(number.unit, number.theirs),
                  difference: differenceText(number.unit, number.difference, format),
                  status: <StatusBadge status={number.status} />,
                },
              }))}
            />
          </TitledCard>
          <Differences numbers={result.reconciliation.numbers} format={format} />
          {result.neighbour && <Neighbour neighbour={result.neighbour} format={format} />}
        </>
      )}
    </PageFrame>
  );
}

const VERDICTS: Readonly<
  Record<
    ReconciliationStatus,
    { readonly label: string; readonly tone: "success" | "info" | "warning"; readonly text: string }
  >
> = {
  matches: {
    label: "Matches",
    tone: "success",
    text: "All numbers agree with Shopify’s, but for rounding and at most one order.",
  },
  explained: {
    label: "Explained",
    tone: "info",
    text: "Where the numbers differ, counted orders explain it; at most 0.5% is left over.",
  },
  investigate: {
    label: "Investigate",
    tone: "warning",
    text: "More than 0.5% of a number is not explained by counted orders. If it persists, import again from the Data tab.",
  },
  not_judged: {
    label: "Not judged",
    tone: "info",
    text: "Days that are not over are never judged: Shopify’s reports can lag by minutes.",
  },
};

function StatusBadge({ status }: { readonly status: ReconciliationStatus }) {
  const { label, tone } = VERDICTS[status];
  return <Badge tone={tone}>{label}</Badge>;
}

function Verdict({
  result,
  format,
}: {
  readonly result: Extract<ReconciliationView["result"], { status: "ready" }>;
  readonly format: Formatters;
}) {
  const { status } = result.reconciliation;
  return (
    <Card>
      <section aria-label="Result">
        <InlineStack gap="300" blockAlign="center">
          <StatusBadge status={status} />
          <Text as="p">
            {VERDICTS[status].text}
            {result.pending > 0 &&
              ` ${format.count(result.pending)} ${result.pending === 1 ? "change is" : "changes are"} on the way and not counted yet.`}
          </Text>
        </InlineStack>
      </section>
    </Card>
  );
}

/** Where numbers differ: what each cause makes up, and what is left. */
function Differences({
  numbers,
  format,
}: {
  readonly numbers: readonly ReconciledNumber[];
  readonly format: Formatters;
}) {
  const differing = numbers.filter(({ lines }) => lines.length > 0);
  if (differing.length === 0) return null;
  return (
    <TitledCard id="differences" title="What the differences are made of">
      {differing.map((number) => (
        <DataTable
          key={number.key}
          caption={`Difference of ${number.label}`}
          file={`check_difference_${number.key}`}
          columns={[
            { key: "cause", label: number.label },
            { key: "count", label: "Counted", isNumeric: true },
            { key: "amount", label: "Shopify has", isNumeric: true },
          ]}
          rows={[
            ...number.lines.map((line) => ({
              key: line.cause,
              cells: {
                cause: line.text,
                count: format.count(line.count) + (line.isComplete ? "" : " or more"),
                amount: differenceLine(number.unit, line.amount, format),
              },
            })),
            {
              key: "remainder",
              cells: {
                cause: "Not explained by counted orders",
                amount: differenceText(number.unit, number.remainder, format),
              },
            },
          ]}
          total={{
            key: "total",
            cells: { cause: "Whole difference", amount: differenceText(number.unit, number.difference, format) },
          }}
        />
      ))}
    </TitledCard>
  );
}

function Neighbour({ neighbour, format }: { readonly neighbour: CheckoutNeighbour; readonly format: Formatters }) {
  return (
    <TitledCard
      id="neighbour"
      title="Shopify’s own checkout figure"
      summary={`${format.count(neighbour.completedCheckout)} of ${format.count(neighbour.reachedCheckout)} sessions that reached checkout completed it, so ${format.rate(neighbour.rate)} did not. ${neighbour.note} It is a neighbour of checkout abandonment, never the same number.`}
    />
  );
}
