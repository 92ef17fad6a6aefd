import { Badge, Card, InlineStack, Text } from "~/ui/polaris";
import type { ReactNode } from "react";
import {
  EXPLAINED_SHARE,
  type ReconciledLine,
  type ReconciledNumber,
  type ReconciliationStatus,
} from "~/domain/reconciliation/reconciliation";
import type { CheckoutNeighbour, ReconciliationView } from "./reconciliation";
import { RebuildNotice } from "~/features/page/notices/rebuild-notice";
import { DataTable } from "~/ui/tables/data-table";
import type { Formatters } from "~/ui/format/formatters";
import { PageFrame } from "~/ui/frame/page-frame";
import { EmptyState, Notice } from "~/ui/frame/states";
import { useWords } from "~/ui/format/use-words";
import { RECONCILIATION_TEXTS, type SayReconciliation } from "~/words/pages/reconciliation";
import { TitledCard } from "~/ui/frame/titled-card";
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
  const say = useWords(RECONCILIATION_TEXTS);
  const { range, result, shop } = view;
  return (
    <PageFrame title={say("title")}>
      {tabs}
      {notice}
      {result.status === "no_permission" ? (
        <EmptyState title={say("noAccess.title")} action={grantButton}>
          <p>{say("noAccess.help", { scope: result.scope })}</p>
          <p>{say("noAccess.notNeeded")}</p>
        </EmptyState>
      ) : result.status === "unavailable" ? (
        <>
          {controls}
          <Notice tone="warning" title={say("unavailable.title")}>
            <p>{say("unavailable.help", { reason: result.because })}</p>
          </Notice>
        </>
      ) : (
        <>
          {controls}
          <RebuildNotice isRebuilding={result.isRebuilding} />
          <Verdict result={result} format={format} />
          {result.notReceived.length > 0 && (
            <NotReceived count={result.notReceived.length} fetchButton={fetchButton} format={format} />
          )}
          <TitledCard
            id="side-by-side"
            title={say("table.title")}
            units={say("table.units", {
              from: format.day(range.from),
              to: format.day(range.to),
              timeZone: shop.timeZone,
              currency: shop.currencyCode,
            })}
          >
            <DataTable
              caption={say("table.caption")}
              file="check_numbers"
              columns={[
                { key: "label", label: say("table.number") },
                { key: "ours", label: say("table.ours"), isNumeric: true },
                { key: "theirs", label: say("table.theirs"), isNumeric: true },
                { key: "difference", label: say("table.difference"), isNumeric: true },
                { key: "status", label: say("table.result") },
              ]}
              rows={result.reconciliation.numbers.map((number) => ({
                key: number.key,
                cells: {
                  label: say(`number.${number.key}`),
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

function NotReceived({
  count,
  fetchButton,
  format,
}: Pick<ReconciliationPageProps, "fetchButton" | "format"> & { readonly count: number }) {
  const say = useWords(RECONCILIATION_TEXTS);
  return (
    <Notice tone="warning" title={say("notReceived.title", { count, shown: format.count(count) })}>
      <p>{say("notReceived.help", { count })}</p>
      {fetchButton}
    </Notice>
  );
}

const TONES: Readonly<Record<ReconciliationStatus, "success" | "info" | "warning">> = {
  matches: "success",
  explained: "info",
  investigate: "warning",
  not_judged: "info",
};

function StatusBadge({ status }: { readonly status: ReconciliationStatus }) {
  const say = useWords(RECONCILIATION_TEXTS);
  return <Badge tone={TONES[status]}>{say(`verdict.${status}.label`)}</Badge>;
}

function Verdict({
  result,
  format,
}: {
  readonly result: Extract<ReconciliationView["result"], { status: "ready" }>;
  readonly format: Formatters;
}) {
  const say = useWords(RECONCILIATION_TEXTS);
  const { status } = result.reconciliation;
  const { pending: count } = result;
  const text = say(`verdict.${status}.text`, { share: format.rate(EXPLAINED_SHARE) });
  return (
    <Card>
      <section aria-label={say("verdict.title")}>
        <InlineStack gap="300" blockAlign="center">
          <StatusBadge status={status} />
          <Text as="p">{count === 0 ? text : say("verdict.pending", { text, count, shown: format.count(count) })}</Text>
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
  const say = useWords(RECONCILIATION_TEXTS);
  const differing = numbers.filter(({ lines }) => lines.length > 0);
  if (differing.length === 0) return null;
  return (
    <TitledCard id="differences" title={say("differences.title")}>
      {differing.map((number) => (
        <DataTable
          key={number.key}
          caption={say("differences.caption", { number: say(`number.${number.key}`) })}
          file={`check_difference_${number.key}`}
          columns={[
            { key: "cause", label: say(`number.${number.key}`) },
            { key: "count", label: say("differences.counted"), isNumeric: true },
            { key: "amount", label: say("differences.theirs"), isNumeric: true },
          ]}
          rows={[
            ...number.lines.map((line) => ({
              key: line.cause,
              cells: {
                cause: say(`cause.${line.cause}`),
                count: countText(line, say, format),
                amount: differenceLine(number.unit, line.amount, format),
              },
            })),
            {
              key: "remainder",
              cells: {
                cause: say("differences.remainder"),
                amount: differenceText(number.unit, number.remainder, format),
              },
            },
          ]}
          total={{
            key: "total",
            cells: { cause: say("differences.total"), amount: differenceText(number.unit, number.difference, format) },
          }}
        />
      ))}
    </TitledCard>
  );
}

function countText({ count, isComplete }: ReconciledLine, say: SayReconciliation, format: Formatters): string {
  const shown = format.count(count);
  return isComplete ? shown : say("differences.orMore", { count: shown });
}

function Neighbour({ neighbour, format }: { readonly neighbour: CheckoutNeighbour; readonly format: Formatters }) {
  const say = useWords(RECONCILIATION_TEXTS);
  const { completedCheckout, reachedCheckout, rate } = neighbour;
  return (
    <TitledCard
      id="neighbour"
      title={say("checkouts.title")}
      summary={say("checkouts.summary", {
        completed: format.count(completedCheckout),
        reached: format.count(reachedCheckout),
        rate: format.rate(rate),
      })}
    />
  );
}
